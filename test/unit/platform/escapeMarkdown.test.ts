import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeMarkdown } from '../../../src/platform/escapeMarkdown';

describe('escapeMarkdown', () => {
  it('means nothing to Markdown', () => {
    assert.equal(
      escapeMarkdown('[a](command:x) <b> `c` $(bug)'),
      '\\[a\\]\\(command\\:x\\) \\<b\\> \\`c\\` \\$\\(bug\\)',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        assert.doesNotMatch(escapeMarkdown(text).replace(/\\[!-/:-@[-`{-~]/g, ''), /[!-/:-@[-`{-~]/);
      }),
    );
  });
});
