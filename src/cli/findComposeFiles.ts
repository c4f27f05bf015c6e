import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { hasComposeName } from '../compose/isComposeFile';

const skipped = new Set(['node_modules', '.git', 'vendor', 'dist']);

/**
 * The files that arguments name: a file as it is, a folder's compose files (at any depth), the matches of a
 * glob (`*`, `**`, `?`, `{a,b}`) for shells that leave it alone. What exists by its name is never a glob.
 */
export function findComposeFiles(named: readonly string[]): string[] {
  const found = named.flatMap((name) => {
    if (name === '-') return [name];
    const stat = statSync(name, { throwIfNoEntry: false });
    if (stat?.isDirectory()) return filesUnder(name, hasComposeName);
    if (stat || !/[*?{]/.test(name)) return [name];
    const base = name.slice(0, name.search(/[*?{]/)).replace(/[^/\\]*$/, '');
    const pattern = globPattern(name.replaceAll('\\', '/'));
    const matches = filesUnder(base === '' ? '.' : base, (file) => pattern.test(file.replaceAll('\\', '/')));
    return matches.length > 0 ? matches : [name];
  });
  return [...new Set(found)];
}

function filesUnder(folder: string, wanted: (file: string) => boolean): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const file = folder === '.' ? entry.name : path.join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesUnder(file, wanted);
    return entry.isFile() && wanted(file) ? [file] : [];
  });
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
