import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** Where downloaded and built parts are kept between runs: `.cache/`, or the folder named by `UNBOXED_CACHE`. */
export function cacheFolder(): string {
  return path.resolve(root, process.env['UNBOXED_CACHE'] ?? '.cache');
}
