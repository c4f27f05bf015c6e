import type { FileAccess } from '../composeModel';
import type { EditSheet } from './editSheet';

const highest = 6;

/** Keeps a file with secrets out of a git repository: adds it to `.gitignore` unless one already names it. */
export function ignoreInGit(sheet: EditSheet, files: FileAccess, path: string): void {
  let folder = '';
  for (let up = 0; up <= highest; up++, folder += '../') {
    const text = files.readFile(`${folder}.gitignore`);
    if (text !== undefined && names(text, path)) return;
    if (files.exists(`${folder}.git`) === true) {
      sheet.append('.gitignore', path);
      return;
    }
  }
  if (files.readFile('.gitignore') !== undefined) sheet.append('.gitignore', path);
}

const names = (gitignore: string, path: string): boolean =>
  gitignore
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/^\//, ''))
    .some(
      (line) => line === path || line === path.replace(/\/$/, '') || line === '*.env' || line === '.env*',
    );
