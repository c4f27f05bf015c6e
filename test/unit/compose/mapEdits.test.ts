import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/compose/applyEdits';
import { insertKey, removeKey, replaceScalar } from '../../../src/compose/mapEdits';
import { parseCompose } from '../../../src/compose/parseCompose';

function mapOf(text: string) {
  const map = parseCompose(text, 'f').services.get('web')?.map;
  assert.ok(map);
  return map;
}
const inserted = (text: string, lines = ['always']): string | undefined => {
  const edits = insertKey(mapOf(text), 'restart', lines);
  return edits && applyEdits(text, edits);
};

describe('mapEdits', () => {
  const cases: [string, string, string][] = [
    [
      'after the first line, with its comment',
      'services:\n  web:\n    image: a # why\n    # more\n    tty: true\n',
      'services:\n  web:\n    image: a # why\n    restart: always\n    # more\n    tty: true\n',
    ],
    [
      'at the end without a last newline',
      'services:\n  web:\n    image: a',
      'services:\n  web:\n    image: a\n    restart: always',
    ],
    [
      'with the file’s line ends',
      'services:\r\n  web:\r\n    image: a\r\n',
      'services:\r\n  web:\r\n    image: a\r\n    restart: always\r\n',
    ],
    [
      'in front of a first key that has a block',
      'services:\n  web:\n    build:\n      context: .\n',
      'services:\n  web:\n    restart: always\n    build:\n      context: .\n',
    ],
    ['in braces', 'services: {web: {image: a}}\n', 'services: {web: {image: a, restart: always}}\n'],
    ['in empty braces', 'services:\n  web: {}\n', 'services:\n  web: { restart: always }\n'],
    [
      'in a map that begins with a merge',
      'x: &b {tty: true}\nservices:\n  web:\n    <<: *b\n    image: a\n',
      'x: &b {tty: true}\nservices:\n  web:\n    restart: always\n    <<: *b\n    image: a\n',
    ],
  ];
  for (const [name, before, after] of cases)
    it(`inserts a key ${name}`, () => {
      assert.equal(inserted(before), after);
    });

  it('indents the further lines of a value', () => {
    assert.equal(
      inserted('services:\n  web:\n    image: a\n', ['', '  a: 1', '  b: 2']),
      'services:\n  web:\n    image: a\n    restart:\n      a: 1\n      b: 2\n',
    );
  });

  const removals: [string, string][] = [
    [
      'services:\n  web:\n    image: a\n    tty: true # x\n    init: true\n',
      'services:\n  web:\n    image: a\n    init: true\n',
    ],
    [
      'services:\n  web:\n    image: a\n    tty:\n      - |\n        b\n',
      'services:\n  web:\n    image: a\n',
    ],
    [
      'services:\n  web:\n    tty: # why\n      # of both\n      - "a # b" # one\n      - |\n        # no comment\n    image: a\n',
      'services:\n  web:\n    # why\n    # of both\n    # one\n    image: a\n',
    ],
    ['services: {web: {image: a, tty: true}}\n', 'services: {web: {image: a}}\n'],
    ['services: {web: {tty: true, image: a}}\n', 'services: {web: {image: a}}\n'],
  ];
  for (const [before, after] of removals)
    it(`removes a key from ${JSON.stringify(before)}`, () => {
      const map = mapOf(before);
      const pair = map.pairs.find((p) => p.key.text === 'tty');
      assert.ok(pair);
      assert.equal(applyEdits(before, removeKey(map, pair) ?? []), after);
    });

  it('takes nothing out between braces where a comment would go with it', () => {
    const map = mapOf('services:\n  web: {\n    tty: true, # why\n    image: a }\n');
    const [pair] = map.pairs;
    assert.ok(pair);
    assert.equal(removeKey(map, pair), undefined);
  });

  it('replaces a scalar and keeps its quotes', () => {
    for (const [value, expected] of [
      ["'a'", "'it''s'"],
      ['"a"', '"it\'s"'],
      ['a', '"it\'s"'],
    ] as const) {
      const text = `services:\n  web:\n    image: ${value}\n`;
      const node = mapOf(text).pairs[0]?.value;
      assert.ok(node?.type === 'scalar');
      assert.equal(
        applyEdits(text, replaceScalar(node, "it's")),
        text.replace(`: ${value}`, `: ${expected}`),
      );
    }
  });

  it('refuses edits that overlap', () => {
    const edit = { range: { start: 0, end: 2 }, newText: '' };
    assert.throws(() => applyEdits('abc', [edit, { ...edit, range: { start: 1, end: 3 } }]));
  });
});
