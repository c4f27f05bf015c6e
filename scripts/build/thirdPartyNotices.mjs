import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Has `node_modules/` in it as often as packages are nested: the last one is the file's own. */
const packageOf = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/**
 * The licences of all packages of which some file is in a bundle.
 *
 * @param {string} root The repository.
 * @param {readonly string[]} inputs The bundled files, relative to it, as esbuild names them.
 * @returns {Promise<string>} Each package with its version, its licence's name and its licence's text.
 * @throws {Error} A bundled package has neither a licence's text nor a name: nobody may ship it.
 */
export async function thirdPartyNotices(root, inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const folder = packageOf.exec(input)?.[1];
    if (folder) folders.add(folder);
  }
  const notices = new Map();
  for (const folder of folders) {
    const place = path.join(root, folder);
    const { name, version, license } = JSON.parse(await readFile(path.join(place, 'package.json'), 'utf8'));
    const file = (await readdir(place)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    if (!file && !license) throw new Error(`${name} ${version} is bundled and has no licence.`);
    const text = file ? (await readFile(path.join(place, file), 'utf8')).trim() : '';
    notices.set(`${name} ${version}`, `${name} ${version} (${license ?? 'see below'})\n\n${text}`);
  }
  const line = '-'.repeat(80);
  return [
    'Unboxed contains these packages. Each comes with its own licence.',
    ...[...notices].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, notice]) => notice),
    '',
  ].join(`\n\n${line}\n\n`);
}
