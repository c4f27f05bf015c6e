import { msg, type Message } from '../message';
import type { ReadFailure } from './containerFacts';

/**
 * Why a shell in the container did not read the kernel’s files, from the words of the engine, its runtime
 * (runc, crun) or the shell.
 */
export function unreadableInside(detail: string): ReadFailure {
  return { source: 'exec', reason: reasons.find(([words]) => words.test(detail))?.[1] ?? other, detail };
}

const reasons: readonly (readonly [RegExp, Message])[] = [
  [
    /is paused/i,
    msg('While the container is paused nothing can be started in it to read the kernel’s files from inside.'),
  ],
  [
    // runc can’t even tell why: the limit already refuses a process of its own. The shell says it itself.
    /read init-p: connection reset|resource temporarily unavailable|can.t fork|cannot fork|fork failed/i,
    msg(
      'The container is at its limit of processes: not even a shell that would read the kernel’s files from inside can be started.',
    ),
  ],
  [
    /executable file.*not found|no such file or directory|exec format error/i,
    msg('Without a shell in the image the kernel’s files can’t be read from inside.'),
  ],
  [
    /permission denied|operation not permitted/i,
    msg('The container’s user may not run a shell that would read the kernel’s files from inside.'),
  ],
  [
    /no space left|cannot allocate memory|out of memory|killed|signal: killed/i,
    msg('Memory is too short in the container for a shell that would read the kernel’s files from inside.'),
  ],
  [
    /is not running|no such container/i,
    msg('The container ended before its files could be read from inside.'),
  ],
];

const other = msg('The engine could not read the kernel’s files from inside the container.');
