import { readdirSync, readFileSync, realpathSync, statSync, type Dirent, type Stats } from 'node:fs';
import path from 'node:path';
import { hasComposeName, isComposeFile } from '../compose/isComposeFile';
import {
  composeFileSetting,
  envFilesSetting,
  type SteeringEnvironment,
} from '../compose/project/composeFileSetting';
import type { Message } from '../message';
import { reasonOf } from './sourceFile';

const skipped = new Set(['node_modules', '.git', 'vendor', 'dist']);

/** Hears of a folder that could not be looked into. */
export type FolderProblem = (folder: string, reason: Message) => void;

/**
 * The files that arguments name: a file as it is, a folder's compose files (at any depth), and those that
 * `COMPOSE_FILE` of the shell or in a `.env` there names; the matches of a glob (`*`, `**`, `?`, `{a,b}`) for shells that leave it
 * alone. What exists by its name is never a glob. Links to folders are not followed, for they may lead in circles; a
 * link to a file counts where the file itself is not found as well.
 */
export function findComposeFiles(
  named: readonly string[],
  problem: FolderProblem,
  environment: SteeringEnvironment = {},
): string[] {
  const found = named.flatMap((name) => {
    if (name === '-') return [name];
    const stat = statOf(name);
    if (stat?.isDirectory()) {
      const known = filesIn(name, (file) => hasComposeName(file) || path.basename(file) === '.env', problem);
      const below = known.flatMap((file) => {
        if (path.basename(file) !== '.env') return isCompose(file) ? [file] : [];
        return filesSetIn(path.dirname(file), environment).filter((one) => statOf(one)?.isFile());
      });
      const set = filesSetIn(name, environment);
      const there = set.filter((file) => statOf(file)?.isFile());
      // Of one that is not there the others tell; where none is, it must be said of them all.
      return [...(there.length > 0 ? there : set), ...below];
    }
    if (stat || !/[*?{]/.test(name)) return [name];
    const base = name.slice(0, name.search(/[*?{]/)).replace(/[^/\\]*$/, '');
    const pattern = globPattern(name.replaceAll('\\', '/'));
    const wanted = (file: string): boolean => pattern.test(file.replaceAll('\\', '/'));
    const matches = filesIn(base === '' ? '.' : base, wanted, problem);
    return matches.length > 0 ? matches : [name];
  });
  return [...new Set(found)];
}

/** The files that `COMPOSE_FILE` names to a Compose that is called in a folder, there or not. */
function filesSetIn(folder: string, environment: SteeringEnvironment): string[] {
  const read = (name: string): string | undefined => {
    try {
      return readFileSync(path.resolve(folder, name), 'utf8');
    } catch {
      // Without the file of variables its files are linted all the same.
      return undefined;
    }
  };
  const set = composeFileSetting(envFilesSetting(environment), read, environment);
  const inFolder = (name: string): string =>
    path.isAbsolute(name) || folder === '.' ? name : path.join(folder, name);
  return (set?.names ?? []).map(inFolder);
}

/** Some files only have a name like a compose file's: a workflow that is called after what it builds. */
function isCompose(file: string): boolean {
  try {
    return isComposeFile(path.resolve(file), readFileSync(file, 'utf8'));
  } catch {
    // Whoever lints it says that it cannot be read.
    return true;
  }
}

function filesIn(folder: string, wanted: (file: string) => boolean, problem: FolderProblem): string[] {
  const found = filesUnder(folder, wanted, problem);
  const real = new Set(found.filter(({ link }) => !link).map(({ file }) => path.resolve(file)));
  return found.filter(({ file, link }) => !link || !real.has(realpathSync(file))).map(({ file }) => file);
}

interface Found {
  readonly file: string;
  readonly link: boolean;
}

function filesUnder(folder: string, wanted: (file: string) => boolean, problem: FolderProblem): Found[] {
  const entries = entriesOf(folder, problem).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const file = folder === '.' ? entry.name : path.join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesUnder(file, wanted, problem);
    if (!wanted(file)) return [];
    const link = entry.isSymbolicLink();
    return entry.isFile() || (link && statOf(file)?.isFile()) ? [{ file, link }] : [];
  });
}

function entriesOf(folder: string, problem: FolderProblem): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    problem(folder, reasonOf(error));
    return [];
  }
}

/** Undefined for what is not there, a link that leads nowhere among it. */
function statOf(name: string): Stats | undefined {
  try {
    return statSync(name, { throwIfNoEntry: false });
  } catch {
    // Links in a circle, a folder that one may not enter: whoever reads the file says why.
    return undefined;
  }
}

function globPattern(glob: string): RegExp {
  const source = glob
    .replace(/^\.\//, '')
    .replace(/\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[\\^$.|+()[\]{}]/g, (sign) => {
      if (sign === '**/') return '(?:.*/)?';
      if (sign === '**') return '.*';
      if (sign === '*') return '[^/]*';
      if (sign === '?') return '[^/]';
      if (sign.startsWith('{') && sign.length > 1)
        return `(?:${sign
          .slice(1, -1)
          .split(',')
          .map((word) => word.replace(/[\\^$.*+?()[\]|]/g, '\\$&'))
          .join('|')})`;
      return `\\${sign}`;
    });
  return new RegExp(`^(?:\\./)?${source}$`);
}
