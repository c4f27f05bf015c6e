import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdtempSync } from 'node:fs';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { WebVscode } from './webVscode';

export interface WebServerOptions {
  /** The user's settings, on top of the quiet ones that every run gets. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension host, on top of this process's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** A VSIX to install. */
  readonly vsix?: string;
  /** The folders of extensions to run where they stand, as if they were installed. */
  readonly extensions?: readonly string[];
  /** Ask for trust in the workspace as VS Code does; otherwise every folder is trusted. */
  readonly askTrust?: boolean;
  /** Display language: VS Code's server has one for all its pages. */
  readonly locale?: 'en' | 'fr';
  /** Loopback port; any free one when absent. */
  readonly port?: number;
  /** A folder that keeps settings and state from run to run, instead of one made for this run only. */
  readonly keptData?: string;
  /** A secret that the page's address must carry as `tkn`: without it every user of this machine could come in. */
  readonly token?: string;
  /** Makes the page obey `extensionDevelopmentPath` and `extensionTestsPath`; VS Code then shows no notifications. */
  readonly forTests?: boolean;
}

export interface WebServer {
  readonly port: number;
  readonly origin: string;
  readonly logFile: string;
  /** Resolves when the server ended, by itself or by `stop`. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Nothing that moves, asks or calls home: what is left on the screen is Unboxed. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.openRepositoryInParentFolders': 'never',
  'remote.autoForwardPorts': false,
};

/** Starts VS Code's server on a free loopback port with a data folder of its own. Errors: the end of its log. */
export async function startWebServer(vscode: WebVscode, options: WebServerOptions = {}): Promise<WebServer> {
  // Short path: the server puts unix sockets in there, and their paths are limited to about 100 bytes.
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'unboxed-'));
  const data = options.keptData ?? path.join(scratch, 'server');
  await mkdir(path.join(data, 'data/User'), { recursive: true });
  const settings = path.join(data, 'data/User/settings.json');
  if (!existsSync(settings))
    await writeFile(settings, JSON.stringify({ ...quietSettings, ...options.settings }, null, 2));
  await addFrench(data);
  if (options.extensions) await linkExtensions(data, options.extensions);
  const env = { ...cleanEnvironment(), TMPDIR: scratch, ...options.env };
  const common = ['--server-data-dir', data, '--telemetry-level', 'off', '--accept-server-license-terms'];
  if (options.vsix) await installVsix(vscode, options.vsix, common, env);
  const logFile = path.join(scratch, 'server.log');
  const log = createWriteStream(logFile);
  const child = spawn(
    vscode.node,
    [
      vscode.main,
      ...['--host', '127.0.0.1', '--port', String(options.port ?? 0)],
      ...(options.token ? ['--connection-token', options.token] : ['--without-connection-token']),
      ...common,
      ...['--locale', options.locale ?? 'en'],
      ...(options.askTrust ? [] : ['--disable-workspace-trust']),
      ...(options.forTests ? ['--enable-smoke-test-driver'] : []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env },
  );
  let text = '';
  let seen: (port: number) => void = () => undefined;
  const announced = new Promise<number>((resolve) => (seen = resolve));
  const listen = (chunk: Buffer) => {
    log.write(chunk);
    if (text.length > 20_000) return;
    text += chunk.toString();
    const port = /Extension host agent listening on (\d+)/.exec(text)?.[1];
    if (port) seen(Number(port));
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    child.once('error', () => {
      resolve();
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(timer);
    log.end();
    await rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(
      () => undefined,
    );
  };
  const port = await Promise.race([
    announced,
    ended.then(() => 0),
    new Promise<number>((resolve) => setTimeout(resolve, 60_000, 0).unref()),
  ]);
  if (port === 0) {
    await stop();
    throw new Error(`VS Code’s server did not start:\n${text.slice(-2000)}`);
  }
  return { port, origin: `http://127.0.0.1:${port}`, logFile, ended, stop };
}

async function linkExtensions(data: string, folders: readonly string[]): Promise<void> {
  interface Manifest {
    publisher: string;
    name: string;
    version: string;
  }
  await rm(path.join(data, 'extensions'), { recursive: true, force: true });
  await mkdir(path.join(data, 'extensions'));
  for (const folder of folders) {
    const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as Manifest;
    const name = `${manifest.publisher}.${manifest.name}-${manifest.version}`;
    await symlink(folder, path.join(data, 'extensions', name), 'dir');
  }
}

async function installVsix(
  vscode: WebVscode,
  vsix: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const child = spawn(vscode.node, [vscode.main, ...args, '--install-extension', vsix, '--force'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0 || !/successfully installed/.test(text))
    throw new Error(`The VSIX was not installed:\n${text}`);
}

/** A proxy or the variables of an editor around us would reach into the server. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/_proxy$|^VSCODE_|^ELECTRON_/i.test(name)),
  );
}

/**
 * Registers French as an installed display language. Without a language pack VS Code falls back to English
 * for extensions too; this one translates nothing of VS Code itself, but makes it load our French texts
 * (package.nls.fr.json, dist/l10n) for a browser whose language is French.
 */
async function addFrench(data: string): Promise<void> {
  const folder = path.join(data, 'french');
  await mkdir(folder, { recursive: true });
  const translations = path.join(folder, 'vscode.i18n.json');
  await writeFile(translations, JSON.stringify({ version: '1.0.0', contents: {} }));
  await writeFile(
    path.join(data, 'data/languagepacks.json'),
    JSON.stringify({
      fr: {
        hash: 'unboxed-french',
        label: 'français',
        extensions: [{ extensionIdentifier: { id: 'unboxed.french' }, version: '1.0.0' }],
        translations: { vscode: translations },
      },
    }),
  );
}
