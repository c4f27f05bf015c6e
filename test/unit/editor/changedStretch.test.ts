import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changedStretch, movedRange } from '../../../src/editor/model/changedStretch';

describe('the stretch that a change touched', () => {
  it('gives the one text from the other, and moves what lies around it with its letters', () => {
    const text = fc.stringMatching(/^[ab\n]{0,12}$/);
    fc.assert(
      fc.property(text, text, fc.nat(12), fc.nat(12), (before, after, from, length) => {
        const change = changedStretch(before, after);
        if (change) {
          const { range, newText } = change;
          assert.equal(before.slice(0, range.start) + newText + before.slice(range.end), after);
        } else assert.equal(before, after);
        const range = { start: Math.min(from, before.length), end: Math.min(from + length, before.length) };
        const moved = movedRange(range, change);
        if (moved) assert.equal(after.slice(moved.start, moved.end), before.slice(range.start, range.end));
      }),
    );
  });

  it('keeps names before and after it, and loses one in which somebody writes', () => {
    const before = 'services:\n  web:\n  db:\n';
    const moved = (after: string, name: string): string | undefined => {
      const start = before.indexOf(name);
      const to = movedRange({ start, end: start + name.length }, changedStretch(before, after));
      return to && after.slice(to.start, to.end);
    };
    const after = 'services:\n  web:\n  ca\n  db:\n';
    assert.deepEqual(
      ['services', 'web', 'db'].map((name) => moved(after, name)),
      ['services', 'web', 'db'],
    );
    assert.equal(moved('services:\n  wEb:\n  db:\n', 'web'), undefined);
    assert.equal(moved('services:\n  wEb:\n  db:\n', 'db'), 'db');
  });
});
