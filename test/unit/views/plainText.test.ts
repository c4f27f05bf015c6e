import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeMarkdown, plainText } from '../../../src/views/plainText';

describe('text of an engine in the view', () => {
  it('keeps to one line, left to right, and not too long', () => {
    assert.equal(plainText('a\u202eb\nc\td\u0007'), 'ab c d');
    assert.equal(plainText('x'.repeat(10_000)).length, 200);
  });

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
