import type { ReadFailure } from '../../kernel/containerFacts';
import { msg } from '../../message';
import type { Say } from './treeNode';

/** Lines of a tooltip that say why the kernel was not read; none when it was. */
export function unobservedFacts(
  failure: ReadFailure | undefined,
  say: Say,
): (readonly [name: string, value: string])[] {
  return failure === undefined
    ? []
    : [
        [say(msg('Why')), say(failure.reason)],
        [say(msg('In the system’s own words')), failure.detail],
      ];
}
