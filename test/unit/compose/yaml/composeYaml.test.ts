import assert from 'node:assert/strict';
import { formatMessage } from '../../../../src/message';
import { composeYaml } from '../../../../src/compose/yaml/composeYaml';
import { libraryYaml } from '../../../../src/compose/yaml/libraryYaml';
import { parseYaml } from '../../../../src/compose/yaml/parseYaml';
import { YamlRefusal } from '../../../../src/compose/yaml/scanCursor';
import { textOf, valueAt } from '../../../../src/compose/yamlNodes';
import { publicFiles } from './editedText';
import { described } from './yamlText';
import { yamlConstructs } from '../../../support/yamlConstructs';

function refusal(text: string): string {
  try {
    composeYaml({ file: 'f', text });
    return '';
  } catch (error) {
    if (error instanceof YamlRefusal) return error.reason;
    throw error;
  }
}

const problems = (text: string): { words: string; said: string }[] =>
  parseYaml({ file: 'f', text }).problems.map(({ message, range }) => ({
    words: text.slice(range.start, range.end),
    said: formatMessage(message),
  }));

describe('composeYaml', () => {
  it('takes and refuses what Compose does, for the same reasons', () => {
    for (const [text, why] of yamlConstructs) assert.equal(refusal(text), why, JSON.stringify(text));
  });

  it('is what decides about a file', () => {
    for (const [text, why] of yamlConstructs)
      assert.equal(problems(text).length > 0, why !== '', JSON.stringify(text));
  });

  it('reads values as Compose does', () => {
    const values: readonly (readonly [string, string])[] = [
      ['|\n  b', 'b'],
      ['"one\\\n\n  two"', 'one\ntwo'],
      ['>2\n\n    one\n  two\n', '\n  one\ntwo\n'],
      ['"b\nc"', 'b c'],
      ['"one\u2028two"', 'one\u2028two'],
      ['one\u0085  two', 'one two'],
      ['|+\n  b\n\n\n', 'b\n\n\n'],
      ['!!int 5', '5'],
      ['"\\\'"', "'"],
    ];
    for (const [written, value] of values) {
      const { documents } = parseYaml({ file: 'f', text: `x: ${written}` });
      assert.equal(textOf(valueAt(documents[0], 'x')), value, JSON.stringify(written));
    }
  });

  it('reads public files as the library does', function () {
    const files = publicFiles();
    if (files.length === 0) this.skip();
    for (const text of files) {
      const source = { file: 'f', text };
      assert.deepEqual(
        composeYaml(source).documents.map(described),
        libraryYaml(source).documents.map(described),
      );
    }
  });
});

describe('what Compose alone refuses', () => {
  const said: readonly (readonly [text: string, words: string, said: RegExp])[] = [
    ['a: "b\u0007"\n', '\u0007', /U\+0007.*`\\u0007`/],
    ['a: b # \u009F\n', '\u009F', /U\+009F/],
    ['%YAML 1.2\n---\na: b\n', '%', /YAML 1\.1/],
    ['%LANG fr\n---\na: b\n', '%', /no directives but/],
    ['a:\n  b: c\n\t\n  d: e\n', '\t', /tab/],
    ['a: b\u2028c\nd: e\n', '\u2028', /U\+2028.*`\\L`/],
    ['# pasted\u2029here\na: b\n', '\u2029', /U\+2029.*`\\P`/],
    ['a: "\\/"\n', '"', /escape/],
  ];
  for (const [text, words, message] of said)
    it(`is shown where it stands in ${JSON.stringify(text)}`, () => {
      const [first, ...more] = problems(text);
      assert.equal(first?.words, words);
      assert.match(first.said, message);
      assert.deepEqual(more, []);
    });
});
