import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { corpus, needsCorpus } from '../../../support/corpus';
import { composeYaml } from '../../../../src/compose/yaml/composeYaml';
import { quickYaml } from '../../../../src/compose/yaml/quickYaml';
import { mutatedYaml, seededRandom } from './mutatedYaml';
import { described } from './yamlText';

/** Whatever the quick reader accepts, the one that knows all of YAML accepts too and reads the same. */
function same(text: string): boolean {
  const source = { file: 'f', text };
  const quick = quickYaml(source);
  if (!quick) return false;
  const shown = JSON.stringify(text);
  let whole: ReturnType<typeof composeYaml>;
  try {
    whole = composeYaml(source);
  } catch (error) {
    assert.fail(`accepted though Compose refuses it (${String(error)}): ${shown}`);
  }
  assert.deepEqual(whole.problems, [], `accepted though it is no YAML: ${shown}`);
  const read = [quick.map(described), whole.documents.map(described)];
  // Comparing the words is ten times as fast, and mostly enough.
  if (JSON.stringify(read[0]) !== JSON.stringify(read[1])) assert.deepEqual(read[0], read[1], shown);
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
  'a: "one \\\n  two\\\n  \\ three"\n',
  'a: one\n  two\n\n  three\nb: c\n',
  'a: |\n  one\n    two\n\n  three\n\n\nb: >-\n  one\n  two\n\n    more\n  end\nc: |+\n  x\n\nd: e\n',
  'a: |2\n    one\n  two\n',
  'a: >2\n\n    one\n  two\n   three\n\n  four\n',
  'a: >\n  one\n\n\n   two\n  three',
  'x: &x {a: 1, b: [c, "d", {e: f}]}\ny: *x\nz:\n  <<: *x\n  g: &g\n    h: i\nk: *g\n',
  'a: !reset\nb: !override\n  - c\nd: !reset null\ne: &f !reset []\n',
  'a: {\n  b: c, # d\n  e,\n}\nf: [\n  g\n]\n',
  'a: http://x:80/?q#z\nb: x:y\nc: -1\nd: ?x\ne: :x\n',
  'a: 1\r\nb:\r\n  - "c"\r\n  # d\r\n  - e f\r\n',
  'a: "😀" # 😀\n',
  'a: # c\nb:\n\n\n# d\nc: e # f\n# end',
  '{"a": 1, "b":2}\n',
];

describe('quickYaml', () => {
  for (const text of usual)
    it(`reads ${JSON.stringify(text).slice(0, 60)} itself, as the other reader does`, () => {
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
    'a: "\\/"\n',
    'a: "\\uD800"\n',
    'a: b\u2028c\n',
    'a: b\u0085c\n',
    'a: "\u0001"\n',
    'a: &x\u00A0b\n',
    'a: !x\u2028b\n',
    'a: &x.y b\n',
    'a: [b?c]\n',
    'a: {b: :c}\n',
    'a: [!x,b]\n',
    'a:\n\t\n  b: c\n',
  ];
  for (const text of strange)
    it(`leaves ${JSON.stringify(text)} to the other reader`, () => {
      assert.ok(!same(text));
    });

  it('agrees with the other reader on texts made of what YAML is made of', () => {
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

  it('agrees with the other reader on 50,000 texts in which something is changed', function () {
    this.timeout(120_000);
    const seed = Number(process.env['UNBOXED_FUZZ_SEED'] ?? Date.now() % 1_000_000);
    const random = seededRandom(seed);
    const runs = Number(process.env['UNBOXED_FUZZ_RUNS'] ?? 50_000);
    let taken = 0;
    try {
      for (let run = 0; run < runs; run++) if (same(mutatedYaml(usual, random))) taken++;
    } catch (error) {
      throw new Error(`UNBOXED_FUZZ_SEED=${seed} shows it again`, { cause: error });
    }
    assert.ok(taken > runs / 20, `${taken} of ${runs} were read quickly (seed ${seed})`);
  });

  it('reads the public corpus as the other reader does', function () {
    needsCorpus(this);
    const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((f) =>
      /\.ya?ml$/.test(f),
    );
    const quick = files.filter((file) => same(readFileSync(path.join(corpus, file), 'utf8')));
    assert.ok(quick.length >= files.length - 1, `${files.length - quick.length} files fall back`);
  });
});
