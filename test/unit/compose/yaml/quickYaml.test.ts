import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { corpus, needsCorpus } from '../../../support/corpus';
import { libraryYaml } from '../../../../src/compose/yaml/libraryYaml';
import { quickYaml } from '../../../../src/compose/yaml/quickYaml';
import { described } from './yamlText';

/** Whatever the quick reader accepts, the library accepts too and reads the same. */
function same(text: string): boolean {
  const source = { file: 'f', text };
  const quick = quickYaml(source);
  if (!quick) return false;
  const library = libraryYaml(source);
  const shown = JSON.stringify(text);
  assert.deepEqual(library.problems, [], `accepted though it is no YAML: ${shown}`);
  assert.deepEqual(quick.map(described), library.documents.map(described), shown);
  return true;
}

const usual = [
  'a: 1\n',
  '\uFEFFa: 1\n',
  '---\na: 1\n',
  'a:\n  - b\n  - c: d\n    e: f\n  -\n    - g\n  - - h\n',
  'a:\n- b\n- c\nd: e',
  'a: "x\\ty" # c\nb: \'it\'\'s\'\n"c": d\n',
  'a: "one\n  two\n\n  three"\n',
  'a: "one \\\n  two\\\n\n  \\ three"\n',
  'a: one\n  two\n\n  three\nb: c\n',
  'a: |\n  one\n    two\n\n  three\n\n\nb: >-\n  one\n  two\n\n    more\n  end\nc: |+\n  x\n\nd: e\n',
  'a: |2\n    one\n  two\n',
  'x: &x {a: 1, b: [c, "d", {e: f}]}\ny: *x\nz:\n  <<: *x\n  g: &g\n    h: i\nk: *g\n',
  'a: !reset\nb: !override\n  - c\nd: !reset null\ne: &f !reset []\n',
  'a: {\n  b: c, # d\n  e,\n}\nf: [\n  g\n]\n',
  'a: http://x:80/?q#z\nb: x:y\nc: -1\nd: ?x\ne: :x\n',
  'a: 1\r\nb:\r\n  - "c"\r\n  # d\r\n  - e f\r\n',
  'a: # c\nb:\n\n\n# d\nc: e # f\n# end',
  '{"a": 1, "b":2}\n',
];

describe('quickYaml', () => {
  for (const text of usual)
    it(`reads ${JSON.stringify(text).slice(0, 60)} itself, as the library does`, () => {
      assert.ok(same(text));
    });

  const strange = [
    '',
    '# c\n',
    '? a\n: b\n',
    'a: b: c\n',
    '\ta: b\n',
    'a: "b\n',
    '%YAML 1.2\n---\na: b\n',
    'a:\n  b\n c: d\n',
  ];
  for (const text of strange)
    it(`leaves ${JSON.stringify(text)} to the library`, () => {
      assert.ok(!same(text));
    });

  it('agrees with the library on texts made of what YAML is made of', () => {
    const token = fc.constantFrom(
      'a',
      'b',
      ': ',
      ':',
      '- ',
      '-',
      '\n',
      '\n',
      '\n  ',
      '\n    ',
      '\n ',
      ' ',
      '"',
      "'",
      '#',
      ' # ',
      '[',
      ']',
      '{',
      '}',
      ', ',
      '&x ',
      '*x',
      '!t ',
      '|',
      '>-',
      '|+',
      '<<: ',
      '\\',
      '\r\n',
      '---\n',
      '...',
      '\t',
      '? ',
      '1',
      'é',
      '%',
      '~',
      '\\n',
      '!!str ',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 25 }), (tokens) => {
        same(tokens.join(''));
      }),
      { numRuns: 3000 },
    );
  });

  it('agrees with the library on usual texts with something changed', () => {
    const change = fc.record({
      text: fc.constantFrom(...usual),
      at: fc.nat(200),
      remove: fc.nat(3),
      insert: fc.constantFrom(
        '',
        ' ',
        '\n',
        ': ',
        '- ',
        '"',
        "'",
        '#',
        ' #',
        '&x',
        '*x',
        '{',
        ']',
        ',',
        '\t',
        '|',
        '\\',
        '!',
        '\r',
      ),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
        const [first] = changes;
        let text = first?.text ?? '';
        for (const { at, remove, insert } of changes) {
          const offset = at % (text.length + 1);
          text = text.slice(0, offset) + insert + text.slice(offset + remove);
        }
        same(text);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads the public corpus as the library does', function () {
    needsCorpus(this);
    const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((f) =>
      /\.ya?ml$/.test(f),
    );
    const quick = files.filter((file) => same(readFileSync(path.join(corpus, file), 'utf8')));
    assert.ok(quick.length >= files.length - 1, `${files.length - quick.length} files fall back`);
  });
});
