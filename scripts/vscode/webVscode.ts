import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from './cacheFolder';
import { npmInstall } from './npmInstall';
import { oneAtATime } from './oneAtATime';
import { nodeFor, type NodeChoice } from './nodeFor';

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
  /** code-server: VS Code's server and web workbench as an npm package. */
  readonly package: string;
  /** The major version of Node that it runs on. */
  readonly node: number;
  /**
   * Native modules to compile. The others that come without a binary (spdlog, native-watchdog, kerberos, sqlite) are
   * optional to the server: it logs to its output instead, and its hosts end when their channel to it closes.
   */
  readonly natives: readonly string[];
  /** For people: what is fetched, in MB, and what it takes on the disk. */
  readonly download: number;
  readonly size: number;
}

const recipes: Record<VscodeAge, Recipe> = {
  oldest: {
    folder: 'vscode-20',
    version: '1.100.3',
    package: 'code-server@4.100.3',
    node: 20,
    natives: ['node-pty'],
    download: 80,
    size: 320,
  },
  newest: {
    folder: 'vscode-24',
    version: '1.139.1',
    package: 'code-server@4.139.1',
    node: 24,
    natives: [],
    download: 240,
    size: 800,
  },
};

/** The installed VS Code of that age, or undefined when `installWebVscode` was not run yet. */
export function findWebVscode(age: VscodeAge): WebVscode | undefined {
  const recipe = recipes[age];
  const folder = path.join(cacheFolder(), recipe.folder);
  if (process.platform === 'win32' || !existsSync(path.join(folder, 'finished'))) return undefined;
  const main = path.join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js');
  const node = nodeFor(recipe.node, folder).executable;
  return existsSync(main) && existsSync(node) ? { version: recipe.version, main, node } : undefined;
}

/**
 * Installs VS Code from npm into the cache, without running any package's install script (they download
 * from elsewhere): the native module that the oldest one's server needs is compiled here instead, with a C++ compiler,
 * make and Python. What is needed and how much is fetched is said before anything is.
 * Errors: what is missing, or what npm or the compiler said.
 */
export async function installWebVscode(age: VscodeAge, say: (line: string) => void): Promise<WebVscode> {
  const present = findWebVscode(age);
  if (present) return present;
  if (process.platform === 'win32')
    throw new Error('The web workbench is not installed on Windows: VS Code itself is used there.');
  const recipe = recipes[age];
  if (recipe.natives.length > 0) await needsTools(recipe.version);
  const folder = path.join(cacheFolder(), recipe.folder);
  const node = nodeFor(recipe.node, folder);
  await oneAtATime(folder, async () => {
    if (findWebVscode(age)) return;
    say(
      `Installing VS Code ${recipe.version} (web workbench) from npm, once: about ${recipe.download} MB to fetch, ${recipe.size} MB in ${folder}.`,
    );
    await install(recipe, node, folder, say);
  });
  const found = findWebVscode(age);
  if (!found)
    throw new Error(`VS Code ${recipe.version} was installed but its server is not where it should be.`);
  return found;
}

/** Errors: what is missing of that which compiles a native module and searches files, and how to get it. */
async function needsTools(version: string): Promise<void> {
  const missing: string[] = [];
  for (const [name, programs] of [
    ['a C++ compiler', ['c++', 'g++', 'clang++']],
    ['make', ['make']],
    ['Python', ['python3', 'python']],
    ['ripgrep', ['rg']],
  ] as const) {
    const found = await Promise.all(programs.map(hasProgram));
    if (!found.includes(true)) missing.push(name);
  }
  if (missing.length > 0)
    throw new Error(
      `VS Code ${version} has a module to compile and no search of its own; this machine lacks ${missing.join(', ')} (Debian: apt-get install build-essential python3 ripgrep). The newest VS Code needs none of it.`,
    );
}

async function hasProgram(name: string): Promise<boolean> {
  return run('sh', ['-c', `command -v ${name}`]).then(
    () => true,
    () => false,
  );
}

async function install(
  recipe: Recipe,
  { package: nodePackage, executable: node }: NodeChoice,
  folder: string,
  say: (line: string) => void,
): Promise<void> {
  await writeFile(path.join(folder, 'package.json'), '{ "name": "vscode-under-test", "private": true }\n');
  await npmInstall(folder, recipe.package, ...(nodePackage === undefined ? [] : [nodePackage]));
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
  await npmInstall(vscode, '--omit=dev');
  await npmInstall(path.join(vscode, 'extensions'), '--omit=dev');

  const headers = path.dirname(path.dirname(node));
  const hasHeaders = existsSync(path.join(headers, 'include/node/node.h'));
  for (const name of recipe.natives) {
    say(`  compiling ${name}`);
    // node-gyp is called directly: a `node` in a parent folder's node_modules/.bin must not shadow this one.
    await run(
      node,
      [await nodeGyp(), 'rebuild', '-j', '2', ...(hasHeaders ? [`--nodedir=${headers}`] : [])],
      {
        cwd: path.join(vscode, 'node_modules', name),
        env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH'] ?? ''}` },
        maxBuffer: 1 << 26,
      },
    );
  }
  await link('node_modules', path.join(vscode, 'node_modules.asar'));
  // The newest brings its own; the older one would download it.
  const ripgrep = path.join(vscode, 'node_modules/@vscode/ripgrep');
  if (existsSync(ripgrep)) {
    const { stdout } = await run('sh', ['-c', 'command -v rg']);
    await mkdir(path.join(ripgrep, 'bin'), { recursive: true });
    await link(stdout.trim(), path.join(ripgrep, 'bin/rg'));
  }
  const { stdout } = await run(node, [path.join(vscode, 'out/server-main.js'), '--version']);
  await writeFile(path.join(folder, 'finished'), `${stdout.trim()}\n`);
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
