import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from './cacheFolder';

const run = promisify(execFile);

/** `oldest` is the first VS Code that the manifest's `engines.vscode` allows, `newest` the last one on npm. */
export type VscodeAge = 'oldest' | 'newest';

/** VS Code as a server with its web workbench. */
export interface WebVscode {
  /** VS Code's own version, for instance `1.100.3`. */
  readonly version: string;
  /** The server's entry point. */
  readonly main: string;
  /** The Node that runs it: each VS Code wants its own major version. */
  readonly node: string;
}

interface Recipe {
  readonly folder: string;
  readonly version: string;
  readonly packages: readonly string[];
  /** Native modules that the server loads; the others (kerberos, sqlite) are optional to it. */
  readonly natives: readonly string[];
}

const recipes: Record<VscodeAge, Recipe> = {
  oldest: {
    folder: 'vscode-20',
    version: '1.100.3',
    packages: ['code-server@4.100.3'],
    natives: ['@vscode/spdlog', 'native-watchdog', 'node-pty'],
  },
  newest: {
    folder: 'vscode-24',
    version: '1.139.1',
    packages: ['code-server@4.139.1', `node-${process.platform}-${process.arch}@24.21.0`],
    natives: ['@vscode/spdlog', '@vscode/native-watchdog'],
  },
};

/** The installed VS Code of that age, or undefined when `installWebVscode` was not run yet. */
export function findWebVscode(age: VscodeAge): WebVscode | undefined {
  const recipe = recipes[age];
  const modules = path.join(cacheFolder(), recipe.folder, 'node_modules');
  const main = path.join(modules, 'code-server/lib/vscode/out/server-main.js');
  const node =
    age === 'oldest' && process.versions.node.startsWith('20.')
      ? process.execPath
      : path.join(modules, `node-${process.platform}-${process.arch}/bin/node`);
  const finished = existsSync(path.join(cacheFolder(), recipe.folder, 'env.sh'));
  return finished && existsSync(main) && existsSync(node)
    ? { version: recipe.version, main, node }
    : undefined;
}

/**
 * Installs VS Code from npm into the cache, without running any package's install script (they download
 * from elsewhere): the few native modules which the server needs are compiled here instead.
 * Needs a C++ compiler, Python and ripgrep. Errors: what npm or the compiler said.
 */
export async function installWebVscode(age: VscodeAge, say: (line: string) => void): Promise<WebVscode> {
  const present = findWebVscode(age);
  if (present) return present;
  if (process.platform === 'win32')
    throw new Error('The web workbench is not installed on Windows: VS Code itself is used there.');
  const recipe = recipes[age];
  const folder = path.join(cacheFolder(), recipe.folder);
  await mkdir(folder, { recursive: true });
  const unlock = await lock(path.join(folder, '.installing'));
  try {
    const meanwhile = findWebVscode(age);
    if (meanwhile) return meanwhile;
    say(`Installing VS Code ${recipe.version} (web workbench) from npm; this happens once.`);
    await install(recipe, age, folder, say);
  } finally {
    await unlock();
  }
  const found = findWebVscode(age);
  if (!found)
    throw new Error(`VS Code ${recipe.version} was installed but its server is not where it should be.`);
  return found;
}

async function install(
  recipe: Recipe,
  age: VscodeAge,
  folder: string,
  say: (line: string) => void,
): Promise<void> {
  const flags = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = (cwd: string, ...args: string[]) =>
    run('npm', [...flags, ...args], { cwd, maxBuffer: 1 << 26 });
  await writeFile(path.join(folder, 'package.json'), '{ "name": "vscode-under-test", "private": true }\n');
  const own = age === 'oldest' && process.versions.node.startsWith('20.');
  const oldNode = age === 'oldest' && !own ? [`node-${process.platform}-${process.arch}@20`] : [];
  await npm(folder, ...recipe.packages, ...oldNode);
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
  await npm(vscode, '--omit=dev');
  await npm(path.join(vscode, 'extensions'), '--omit=dev');

  const node = own
    ? process.execPath
    : path.join(folder, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  const headers = path.dirname(path.dirname(node));
  const gyp = await nodeGyp();
  const hasHeaders = existsSync(path.join(headers, 'include/node/node.h'));
  for (const name of recipe.natives) {
    say(`  compiling ${name}`);
    // node-gyp is called directly: a `node` in a parent folder's node_modules/.bin must not shadow this one.
    await run(node, [gyp, 'rebuild', '-j', '2', ...(hasHeaders ? [`--nodedir=${headers}`] : [])], {
      cwd: path.join(vscode, 'node_modules', name),
      env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH'] ?? ''}` },
      maxBuffer: 1 << 26,
    });
  }
  await link('node_modules', path.join(vscode, 'node_modules.asar'));
  const ripgrep = path.join(vscode, 'node_modules/@vscode/ripgrep');
  const rg = await run('sh', ['-c', 'command -v rg']).then(
    (r) => r.stdout.trim(),
    () => undefined,
  );
  if (existsSync(ripgrep) && rg) {
    await mkdir(path.join(ripgrep, 'bin'), { recursive: true });
    await link(rg, path.join(ripgrep, 'bin/rg'));
  }
  const { stdout } = await run(node, [path.join(vscode, 'out/server-main.js'), '--version']);
  await writeFile(
    path.join(folder, 'env.sh'),
    `export VSCODE_MAIN=${path.join(vscode, 'out/server-main.js')}\nexport VSCODE_NODE=${node}\n`,
  );
  say(`  VS Code ${stdout.split('\n')[0] ?? ''} is ready.`);
}

async function nodeGyp(): Promise<string> {
  const { stdout } = await run('npm', ['root', '--global']);
  return path.join(stdout.trim(), 'npm/node_modules/node-gyp/bin/node-gyp.js');
}

async function link(target: string, place: string): Promise<void> {
  await rm(place, { force: true });
  await symlink(target, place);
}

/** Keeps two runs from installing into one folder at once. A lock whose process is gone is taken over. */
async function lock(file: string): Promise<() => Promise<void>> {
  for (;;) {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(String(process.pid));
      await handle.close();
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = Number(await readFile(file, 'utf8').catch(() => ''));
      if (owner > 0 && !isAlive(owner)) await rm(file, { force: true });
      else await new Promise((wait) => setTimeout(wait, 500));
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
