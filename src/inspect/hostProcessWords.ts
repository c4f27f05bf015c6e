import { msg, type Message } from '../message';
import type { HostProcess } from './inspectFacts';
import { visibleText } from '../platform/visibleText';

/** Which process of the host it is, in a few words. */
export function hostProcessWords(role: HostProcess['role'], of: readonly string[]): Message {
  switch (role) {
    case 'init':
      return msg('the first process of the host');
    case 'editor':
      return msg('your editor');
    case 'parent':
      return msg('started {0}', visibleText(of.join(', '), 120));
  }
}
