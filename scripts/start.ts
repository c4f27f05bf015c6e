// npm start: a real VS Code with Unboxed, on the course, with a copy of its sample stack beside it.
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { cacheFolder, root } from './vscode/cacheFolder';
import { hasDesktop } from './vscode/hasDesktop';
import { startWebServer } from './vscode/webServer';
import { installWebVscode } from './vscode/webVscode';

/** Resolves at the first Ctrl-C (or a polite request to end). */
const interrupted = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      resolve();
    });
});

const french = (process.env['LC_ALL'] ?? process.env['LC_MESSAGES'] ?? process.env['LANG'] ?? '').startsWith(
  'fr',
);

/** Unboxed, and what opens its course in the window. */
const extensions = [root, path.join(root, 'scripts/start/openCourse')];

/** The learner's copy of the sample stack. Made once, never overwritten. */
async function workspace(): Promise<string> {
  const copy = path.join(cacheFolder(), 'start', 'pad');
  if (!existsSync(copy)) {
    await mkdir(path.dirname(copy), { recursive: true });
    await cp(path.join(root, french ? 'walkthroughs/sample.fr' : 'walkthroughs/sample'), copy, {
      recursive: true,
    });
  }
  return copy;
}

/** VS Code for desktops: the one named by `UNBOXED_VSCODE`, else downloaded. Undefined when it can't be had here. */
async function desktopExecutable(): Promise<string | undefined> {
  const named = process.env['UNBOXED_VSCODE'];
  if (named) {
    if (!existsSync(named)) throw new Error(`UNBOXED_VSCODE names ${named}, which does not exist.`);
    return named;
  }
  if (process.env['UNBOXED_START'] === 'web') return undefined;
  if (!hasDesktop()) {
    console.log('There is no display here: VS Code is served to a browser instead.');
    return undefined;
  }
  try {
    const cachePath = path.join(cacheFolder(), 'vscode-desktop');
    if (!existsSync(cachePath)) console.log(`VS Code is downloaded once, about 150 MB, into ${cachePath}.`);
    return await downloadAndUnzipVSCode({ version: 'stable', timeout: 30_000, cachePath });
  } catch (error) {
    console.log(`VS Code can’t be downloaded (${reason(error)}): it is served to a browser instead.`);
    console.log('To use a VS Code that is on this machine, name its executable in UNBOXED_VSCODE.');
    return undefined;
  }
}

async function openDesktop(executable: string, folder: string): Promise<void> {
  console.log('Opening VS Code. Ctrl-C closes it.');
  const child = spawn(
    executable,
    [
      folder,
      ...extensions.map((extension) => `--extensionDevelopmentPath=${extension}`),
      `--user-data-dir=${path.join(cacheFolder(), 'start', 'desktop')}`,
      '--disable-extensions',
      '--disable-workspace-trust',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => {
      resolve();
    });
  });
  await Promise.race([ended, interrupted.then(() => child.kill('SIGTERM'))]);
}

async function serve(folder: string): Promise<void> {
  const vscode = await installWebVscode('newest', (line) => {
    console.log(line);
  });
  const token = randomBytes(16).toString('hex');
  const server = await startWebServer(vscode, {
    extensions,
    keptData: path.join(cacheFolder(), 'start', 'server'),
    locale: french ? 'fr' : 'en',
    token,
    port: Number(process.env['UNBOXED_PORT'] ?? 0),
  });
  console.log(`\nVS Code ${vscode.version} with Unboxed is ready. Open this address in a browser:\n`);
  const query = new URLSearchParams({ tkn: token, folder, payload: '[["skipWelcome","true"]]' });
  console.log(`  ${server.origin}/?${query.toString()}\n`);
  console.log(`Is your browser on another machine? Run this there, then open the same address:\n`);
  console.log(`  ${forwarding(server.port)}\n`);
  console.log('It is for this machine only. Ctrl-C ends it.');
  await Promise.race([server.ended, interrupted]);
  await server.stop();
}

/** The server listens on loopback alone: ssh leads there from another machine. */
function forwarding(port: number): string {
  // client address, client port, server address, server port
  const [, , address, sshPort] = (process.env['SSH_CONNECTION'] ?? '').split(' ');
  const host = `${os.userInfo().username}@${address ?? os.hostname()}`;
  return `ssh -N -L ${port}:127.0.0.1:${port}${sshPort && sshPort !== '22' ? ` -p ${sshPort}` : ''} ${host}`;
}

function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().split('\n')[0] ?? '';
}

async function main(): Promise<number> {
  try {
    const folder = await workspace();
    console.log(`Your copy of the sample stack: ${folder}`);
    const executable = await desktopExecutable();
    await (executable ? openDesktop(executable, folder) : serve(folder));
    return 0;
  } catch (error) {
    console.error(`VS Code could not be started: ${reason(error)}`);
    console.error(
      'Name the executable of a VS Code on this machine in UNBOXED_VSCODE, or see CONTRIBUTING.md.',
    );
    if (process.env['UNBOXED_DEBUG']) console.error(error);
    return 1;
  }
}

void main().then((code) => process.exit(code));
