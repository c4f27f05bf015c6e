import { editDistance } from '../facts/editDistance';

/** The candidate that a slip of the keyboard made into `name`: at most two letters wrong, a third of a short word. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const allowed = Math.min(2, Math.floor(name.length / 3));
  let best: string | undefined;
  let bestDistance = allowed + 1;
  for (const candidate of candidates) {
    if (normalised(candidate) === normalised(name)) return candidate;
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name, candidate);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `memLimit`, `mem-limit` and `MEM_LIMIT` mean `mem_limit`; plural or not. */
const normalised = (name: string): string => name.replace(/[-_]/g, '').toLowerCase().replace(/s$/, '');
