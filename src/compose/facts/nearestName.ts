import { editDistance } from './editDistance';

/** The one name that a misspelt one was most likely meant to be; undefined where none or several are near. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(name.length / 3));
  let best = limit + 1;
  let found: string | undefined;
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) > limit) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < best) {
      best = distance;
      found = candidate;
    } else if (distance === best) found = undefined;
  }
  return found;
}
