import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * `npm install` in a folder of the cache, without running any package's install script: some download from elsewhere.
 * Errors: what npm said.
 */
export async function npmInstall(folder: string, ...args: readonly string[]): Promise<void> {
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...args], {
    cwd: folder,
    maxBuffer: 1 << 26,
  });
}
