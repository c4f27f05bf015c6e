import assert from 'node:assert/strict';
import { parseYaml } from '../../../../src/compose/yaml/parseYaml';
import { formatMessage } from '../../../../src/message';

/** `|` marks where the finding must stand. */
const texts: readonly (readonly [string, string])[] = [
  ['services:\n  web:\n    command: |[a, b\n    image: x\n  db:\n    image: y\n', ']'],
  ['services:\n  web:\n    command: |[a, b\n', ']'],
  ['services:\n  web: |{image: x\n  db:\n    image: y\n', '}'],
  ['services:\n  a:\n    ports: |["80:80", "81:81"\n    environment:\n      A: b\n', ']'],
  ['a: |[\n  b,\n  c\nd: e\n', ']'],
  ['a: [b, |{c: d]\n', '}'],
  ['a: |"b\nc: d\n', '"'],
  ["a: |'b\nc: d\n", "'"],
];

describe('what is not closed', () => {
  for (const [marked, close] of texts)
    it(`is shown where it was opened in ${JSON.stringify(marked)}`, () => {
      const text = marked.replace('|', '');
      const [first, ...more] = parseYaml({ file: 'f', text }).problems;
      assert.ok(first);
      assert.equal(first.range.start, marked.indexOf('|'));
      assert.match(formatMessage(first.message), /opened here and never closed/);
      assert.ok(formatMessage(first.message).includes(`\`${close}\` is missing`));
      assert.deepEqual(more, []);
    });

  it('is not seen where all is closed', () => {
    for (const text of ['a: [b]]\n', 'a:\n  [\nb\n]\n', 'a: "b" c\n'])
      for (const { message } of parseYaml({ file: 'f', text }).problems)
        assert.doesNotMatch(formatMessage(message), /never closed/, text);
  });
});
