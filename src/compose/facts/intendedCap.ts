import type { Service } from '../composeModel';
import { textOf } from '../yamlNodes';

/** Above this, nobody means `nproc` as a cap: databases and search engines lift it to such numbers. */
const highest = 4096;

/** The number of processes that an `nproc` ulimit was meant to allow; undefined where there is no such intent. */
export function intendedCap(service: Service): number | undefined {
  const nproc = service.get('ulimits', 'nproc');
  if (!nproc) return undefined;
  const text = textOf(nproc) ?? textOf(service.get('ulimits', 'nproc', 'hard')) ?? '';
  const cap = /^\d+$/.test(text) ? Number(text) : 0;
  return cap > 0 && cap <= highest ? cap : undefined;
}
