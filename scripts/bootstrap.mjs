// `npm start`, `npm test` and their like begin here. Plain Node without any dependency: it must run in a fresh
// clone. Installs the dependencies when they are missing, builds, and hands over to scripts/TASK.ts.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [task = 'start', ...args] = process.argv.slice(2);

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`Unboxed is built with Node 20 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

/** Runs Node, or npm when `program` is 'npm', in the repository and ends with its exit code when it fails. */
async function run(program, ...parameters) {
  const npm = process.env.npm_execpath;
  const [command, first] =
    program === 'node' || npm ? [process.execPath, program === 'npm' ? [npm] : []] : ['npm', []];
  const child = spawn(command, [...first, ...parameters], {
    cwd: root,
    stdio: 'inherit',
    shell: command === 'npm' && process.platform === 'win32',
  });
  // Ctrl-C reaches the child by itself; this process waits for it to clean up.
  const wait = () => undefined;
  process.on('SIGINT', wait);
  const passOn = () => child.kill('SIGTERM');
  process.on('SIGTERM', passOn);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode, signal) => resolve(exitCode ?? (signal === 'SIGINT' ? 130 : 1)));
  });
  process.off('SIGINT', wait);
  process.off('SIGTERM', passOn);
  if (code !== 0) process.exit(code);
}

if (!existsSync(path.join(root, 'node_modules/.package-lock.json'))) {
  console.log('Installing the dependencies (once)…');
  // No install script is needed, and some would download from elsewhere.
  await run('npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
}
await run('node', 'scripts/build.mjs');
await run('node', '--import', 'tsx', `scripts/${task}.ts`, ...args);
