import type { FileAccess } from '../composeModel';
import { resolvePath } from '../project/paths';
import type { EditSheet } from './editSheet';

const highest = 6;

/**
 * Keeps a file with secrets (or, with a slash at its end, a folder) out of a git repository: adds it to the
 * `.gitignore` beside the compose file, unless git ignores it already. A file that lies elsewhere is left alone.
 */
export function ignoreInGit(sheet: EditSheet, files: FileAccess, path: string): void {
  const name = resolvePath('', path) + (path.endsWith('/') ? '/' : '');
  if (/^(?:\.\.\/|\/|[A-Za-z]:)/.test(name)) return;
  let folder = '';
  for (let up = 0; up <= highest; up++, folder += '../') {
    const text = files.readFile(`${folder}.gitignore`);
    const ignored = text === undefined ? undefined : lastWord(text, name, folder === '');
    if (ignored === true) return;
    if (ignored === false || files.exists(`${folder}.git`) === true) {
      sheet.append('.gitignore', name);
      return;
    }
  }
  if (files.readFile('.gitignore') !== undefined) sheet.append('.gitignore', name);
}

/**
 * Whether a `.gitignore` ignores a path of its folder (`here`), or of one below it whose name is not known;
 * undefined where it says nothing of it.
 */
function lastWord(gitignore: string, path: string, here: boolean): boolean | undefined {
  let said: boolean | undefined;
  for (const line of gitignore.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const pattern = line.trimEnd();
    if (pattern === '' || pattern.startsWith('#')) continue;
    const not = pattern.startsWith('!');
    if (matches(not ? pattern.slice(1) : pattern, path, here)) said = !not;
  }
  return said;
}

/** As git does it: a slash inside holds a pattern to the folder of the `.gitignore`; a folder counts with all in it. */
function matches(pattern: string, path: string, here: boolean): boolean {
  const foldersOnly = pattern.endsWith('/');
  let bare = foldersOnly ? pattern.slice(0, -1) : pattern;
  const anywhere = bare.startsWith('**/') && !bare.slice(3).includes('/');
  if (anywhere) bare = bare.slice(3);
  const anchored = !anywhere && bare.includes('/');
  if (anchored && !here) return false;
  const expression = glob(bare.replace(/^\//, ''));
  const isFolder = path.endsWith('/');
  const names = path.replace(/\/$/, '').split('/');
  return (
    names.some((name, index) => {
      const last = index === names.length - 1;
      if (foldersOnly && last && !isFolder) return false;
      return expression.test(anchored ? names.slice(0, index + 1).join('/') : name);
    }) ||
    (isFolder && anchored && expression.test(`${names.join('/')}/x`))
  );
}

function glob(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/|\/\*\*$|\*+|\?|\[[!^]?[^\]]+\]|\\?[^]/g, (part): string => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '/**') return '/.*';
    if (part.startsWith('*')) return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.length > 2) return part.replace(/^\[!/, '[^').replaceAll('\\', '\\\\');
    return (part.length === 2 ? part.slice(1) : part).replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
  });
  try {
    return new RegExp(`^${source}$`);
  } catch {
    // A range that runs backwards (`[z-a]`): git matches nothing with it either.
    return /^(?!)/;
  }
}
