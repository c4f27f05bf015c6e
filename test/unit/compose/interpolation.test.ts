import assert from 'node:assert/strict';
import fc from 'fast-check';
import { interpolate } from '../../../src/compose/interpolate';
import { parseInterpolation, variablesOf } from '../../../src/compose/parseInterpolation';
import { readDotEnv } from '../../../src/compose/readDotEnv';

const values: Readonly<Record<string, string>> = { SET: 'v', EMPTY: '' };
const put = (text: string): string => interpolate(text, (name) => values[name]).text;

describe('interpolation', () => {
  const cases: [string, string][] = [
    ['a$SET-b', 'av-b'],
    ['${SET}', 'v'],
    ['$$SET ${SET}$$', '$SET v$'],
    ['${NONE:-d}${EMPTY:-d}${EMPTY-d}${SET:-d}', 'ddv'],
    ['${NONE-d}', 'd'],
    ['${SET:+a}${EMPTY:+a}${EMPTY+b}${NONE+c}', 'ab'],
    ['${NONE:-${OTHER:-${SET}}}', 'v'],
    ['${NONE:-http://${SET}:80/}', 'http://v:80/'],
    ['${NONE:-}', ''],
    ['pa$$$$word', 'pa$$word'],
  ];
  for (const [text, expected] of cases)
    it(`reads ${text} as compose does`, () => {
      assert.equal(put(text), expected);
    });

  it('tells unset from required variables', () => {
    const result = interpolate('${A} ${B:?needed} ${EMPTY?} ${EMPTY:?no}', (name) => values[name]);
    assert.deepEqual(
      [result.unset.map((v) => v.name), result.required.map((v) => v.name)],
      [['A'], ['B', 'EMPTY']],
    );
  });

  it('knows where every variable stands', () => {
    const text = 'x ${A:-y ${B}} $C';
    assert.deepEqual(
      variablesOf(parseInterpolation(text)).map((v) => text.slice(v.start, v.end)),
      ['${A:-y ${B}}', '${B}', '$C'],
    );
  });

  for (const text of ['$1', '${}', '${A', '${A!b}', 'price $', '$(date)', '${A:-${B}'])
    it(`finds ${text} invalid`, () => {
      assert.ok(parseInterpolation(text).segments.some((segment) => segment.kind === 'invalid'));
    });

  it('covers any text without gaps and without throwing', () => {
    const pieces = fc.constantFrom('$', '{', '}', 'A', ':-', '?', '+', '$$', '${', ' ', '1');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        let at = 0;
        for (const segment of parseInterpolation(text).segments) {
          assert.equal(segment.start, at);
          at = segment.end;
        }
        assert.equal(at, text.length);
      }),
    );
  });

  it('survives 100,000 nested defaults', () => {
    parseInterpolation('${A:-'.repeat(100_000));
  });
});

describe('readDotEnv', () => {
  const text = [
    '# comment',
    'A=plain # comment',
    'export B="quoted\\n#x" # c',
    "C='raw $A'",
    'D=',
    'E=a#b',
    'F',
    'G="two',
    'lines"',
    'H: yaml',
    'not a line',
  ].join('\r\n');
  it('reads every way of writing a value', () => {
    assert.deepEqual(
      readDotEnv(text, '.env').map((e) => [e.key, e.value, e.interpolates]),
      [
        ['A', 'plain', true],
        ['B', 'quoted\n#x', true],
        ['C', 'raw $A', false],
        ['D', '', true],
        ['E', 'a#b', true],
        ['F', undefined, false],
        ['G', 'two\r\nlines', true],
        ['H', 'yaml', true],
      ],
    );
  });
  it('knows where keys and values stand', () => {
    for (const { key, value, keyPlace, valuePlace } of readDotEnv(text, '.env')) {
      assert.equal(text.slice(keyPlace.range.start, keyPlace.range.end), key);
      if (value !== undefined && key !== 'B')
        assert.equal(text.slice(valuePlace?.range.start, valuePlace?.range.end), value);
    }
  });
});
