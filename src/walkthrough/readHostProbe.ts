import { execFile } from 'node:child_process';
import type { HostProbe } from '../course/exercise';

/** Milliseconds. */
const patience = 5000;

/** Runs a probe on this machine: its exit code, then what it printed. Undefined where that can't be done (not Linux). */
export function readHostProbe({ command: [program = '', ...args] }: HostProbe): Promise<string | undefined> {
  if (process.platform !== 'linux') return Promise.resolve(undefined);
  return new Promise((resolve) => {
    execFile(program, args, { timeout: patience }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      const failure = code === -1 && stderr === '' ? (error?.message ?? '') : '';
      resolve(`${code}\n${stdout}${stderr}${failure}`);
    });
  });
}
