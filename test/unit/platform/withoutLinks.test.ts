import assert from 'node:assert/strict';
import { withoutLinks } from '../../../src/platform/withoutLinks';

/** What VS Code takes for a link in a notification (`parseLinkedText`). */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

describe('withoutLinks', () => {
  it('leaves no link that a notification would run as a command', () => {
    for (const text of [
      '[click](command:workbench.action.terminal.sendSequence?%7B%22text%22%3A%22x%22%7D)',
      'service [a](https://example.org "title") is unknown',
      '[a](file:///etc/passwd)[b](COMMAND:x)',
    ]) {
      assert.match(text, link);
      assert.doesNotMatch(withoutLinks(text), link);
    }
  });

  it('leaves other texts as they are', () => {
    for (const text of ['db: POSTGRES_PASSWORD', 'array[0] (first)', 'no such file (ENOENT)'])
      assert.equal(withoutLinks(text), text);
  });
});
