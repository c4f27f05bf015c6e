import assert from 'node:assert/strict';
import fc from 'fast-check';
import { visibleText } from '../../../src/platform/visibleText';

describe('visibleText', () => {
  for (const [what, text, shown] of [
    ['an ordinary name', 'shop-web-1', 'shop-web-1'],
    ['markup', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['a mark that turns the direction of writing', 'a\u202egnp.exe', 'a�gnp.exe'],
    ['marks of Arabic that turn it too', 'a\u061cb', 'a�b'],
    ['tags, which nobody sees', 'web\u{e0061}\u{e007f}', 'web��'],
    ['a line break', 'one\r\ntwo', 'one two'],
    ['an escape sequence', '\u001b[31mred', '�[31mred'],
    ['Arabic', 'قاعدة', 'قاعدة'],
  ] as const)
    it(`shows ${what}`, () => {
      assert.equal(visibleText(text), shown);
    });

  it('keeps the beginning and the end of what is long', () => {
    const shown = visibleText(`begin${'x'.repeat(10_000)}end`, 40);
    assert.match(shown, /^beginx+…x+end$/);
    assert.equal(shown.length, 40);
  });

  // A few signs of each kind rather than all of Unicode, where those that act are rare and slow to make.
  const signs = [
    ...['a', ' ', '\u00e9', '\u6f22', '\u{1f40b}', '\n', '\t', '\u0000', '\u001b', '\u009b'],
    ...['\u202a', '\u202e', '\u2066', '\u2069', '\u200f', '\ufeff', '\ud800', '\udc00'],
  ];

  it('never shows more than asked for, nor anything that acts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...signs), { maxLength: 100 }),
        fc.integer({ min: 8, max: 60 }),
        (text, length) => {
          const shown = visibleText(text.join(''), length);
          assert.ok(Array.from(shown).length <= length);
          assert.doesNotMatch(shown, /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
        },
      ),
    );
  });
});
