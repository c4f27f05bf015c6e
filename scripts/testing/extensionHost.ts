import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import path from 'node:path';
import { cacheFolder } from '../vscode/cacheFolder';
import { startWebServer } from '../vscode/webServer';
import { installWebVscode, type VscodeAge } from '../vscode/webVscode';
import { launchBrowser, obtainChromium } from '../../test/support/browser';
import { MissingPartError, part } from '../../test/support/missingPartError';
import { temporaryFolder } from '../../test/support/temporaryFolder';
import { hasDesktop } from '../vscode/hasDesktop';

/** Runs a test entry point (a module exporting `run`) in an extension host with an extension loaded. */
export interface ExtensionHostRun {
  /** The extension's folder. */
  readonly extension: string;
  /** The folders of other extensions beside it. */
  readonly beside?: readonly string[];
  /** The folder of the entry point, `index.js`. */
  readonly tests: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface ExtensionHost {
  /** For people: `VS Code 1.100.3 (web workbench)`. */
  readonly name: string;
  /** Resolves when the tests ended, well or not: they write their own report. Errors: VS Code did not start. */
  run(what: ExtensionHostRun): Promise<void>;
}

const testTimeout = 600_000;

/**
 * VS Code for desktops where it can be had and shown (or `UNBOXED_VSCODE` names one), the web workbench elsewhere.
 * `UNBOXED_TEST_HOST=web|desktop` decides by hand. Errors: a `MissingPartError` that says why neither can be had.
 */
export async function extensionHost(age: VscodeAge): Promise<ExtensionHost> {
  const wanted = process.env['UNBOXED_TEST_HOST'];
  if (wanted !== 'web' && (wanted === 'desktop' || process.env['UNBOXED_VSCODE'] || hasDesktop())) {
    try {
      return await desktopHost(age);
    } catch (error) {
      if (wanted === 'desktop') throw new MissingPartError('VS Code', error);
      console.log(`VS Code for desktops can’t be had (${firstLine(error)}); using the web workbench.`);
    }
  }
  return webHost(age);
}

async function desktopHost(age: VscodeAge): Promise<ExtensionHost> {
  const version = age === 'oldest' ? '1.100.3' : 'stable';
  const named = process.env['UNBOXED_VSCODE'];
  const executable =
    named ??
    (await downloadAndUnzipVSCode({
      version,
      timeout: 30_000,
      cachePath: path.join(cacheFolder(), 'vscode-desktop'),
    }));
  return {
    name: named ? `the VS Code named by UNBOXED_VSCODE` : `VS Code ${version} (desktop)`,
    async run({ extension, beside, tests, env }) {
      const workspace = await temporaryFolder();
      const profile = await temporaryFolder();
      try {
        await runTests({
          vscodeExecutablePath: executable,
          extensionDevelopmentPath: [extension, ...(beside ?? [])],
          extensionTestsPath: tests,
          extensionTestsEnv: env,
          launchArgs: [
            workspace.path,
            '--disable-workspace-trust',
            '--disable-extensions',
            `--user-data-dir=${profile.path}`,
            ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
          ],
        }).catch((error: unknown) => {
          console.log(firstLine(error));
        });
      } finally {
        await workspace.remove();
        await profile.remove();
      }
    },
  };
}

async function webHost(age: VscodeAge): Promise<ExtensionHost> {
  const say = (line: string) => {
    console.log(line);
  };
  // The smaller of the two first: without it the other is of no use.
  const chromium = await part('browser', () => obtainChromium(say));
  const vscode = await part('VS Code', () => installWebVscode(age, say));
  return {
    name: `VS Code ${vscode.version} (web workbench)`,
    async run({ extension, beside, tests, env }) {
      const workspace = await temporaryFolder();
      const server = await startWebServer(vscode, {
        env,
        forTests: true,
        ...(beside && { extensions: beside }),
      });
      const browser = await launchBrowser(chromium);
      try {
        const page = await browser.newPage();
        const ended = new Promise<void>((resolve) => {
          void page.exposeFunction('codeAutomationExit', () => {
            resolve();
          });
        });
        await page.exposeFunction('codeAutomationLog', () => undefined);
        const remote = (folder: string) => `vscode-remote://127.0.0.1:${server.port}${folder}`;
        const payload = [
          ['extensionDevelopmentPath', remote(extension)],
          ['extensionTestsPath', remote(`${tests}/index`)],
          ['skipWelcome', 'true'],
        ];
        const query = new URLSearchParams({ folder: workspace.path, payload: JSON.stringify(payload) });
        await page.goto(`${server.origin}/?${query.toString()}`);
        let timer: NodeJS.Timeout | undefined;
        const tooLate = new Promise<void>((resolve) => {
          timer = setTimeout(resolve, testTimeout);
        });
        await Promise.race([ended, tooLate]);
        clearTimeout(timer);
      } finally {
        await browser.close();
        await server.stop();
        await workspace.remove();
      }
    },
  };
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
