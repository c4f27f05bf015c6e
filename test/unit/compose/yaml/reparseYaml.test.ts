import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseYaml } from '../../../../src/compose/yaml/parseYaml';
import { chunkedYaml, reparseYaml, type ChunkedYaml } from '../../../../src/compose/yaml/reparseYaml';
import { quickYaml } from '../../../../src/compose/yaml/quickYaml';
import { anEdit, edited, filesWithServices, publicFiles, type AnEdit } from './editedText';
import { described } from './yamlText';

function chunked(text: string): ChunkedYaml | undefined {
  const source = { file: 'f', text };
  const documents = quickYaml(source);
  return documents && parseYaml(source).problems.length === 0 ? chunkedYaml(source, documents) : undefined;
}

/** Follows a row of edits; counts those for which one service was enough. */
function follow(start: string, edits: readonly AnEdit[]): number {
  let text = start;
  let at = chunked(text);
  let quick = 0;
  for (const edit of edits) {
    const next = edited(text, edit);
    const whole = parseYaml({ file: 'f', text: next });
    const again = at && reparseYaml(at, next);
    // What broke the file is taken back.
    if (!again && whole.problems.length > 0) continue;
    text = next;
    if (again) {
      quick++;
      const shown = JSON.stringify(text);
      assert.deepEqual(whole.problems, [], shown);
      assert.deepEqual([described(again.yaml.root)], whole.documents.map(described), shown);
      at = again.yaml;
    } else at = chunked(text);
  }
  return quick;
}

describe('reparseYaml', () => {
  it('gives what reading the whole gives, for rows of edits', () => {
    let quick = 0;
    let all = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...filesWithServices),
        fc.array(anEdit, { minLength: 1, maxLength: 6 }),
        (file, edits) => {
          quick += follow(file, edits);
          all += edits.length;
        },
      ),
      { numRuns: 500 },
    );
    assert.ok(quick > all / 8, `${quick} of ${all} edits were read quickly`);
  });

  it('gives what reading the whole gives, in public files', function () {
    const files = publicFiles().filter((text) => text.length < 20_000);
    if (files.length === 0) this.skip();
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(anEdit, { minLength: 1, maxLength: 4 }),
        (file, edits) => {
          follow(file, edits);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('reads a service alone when a line is put in or taken out at its edges', () => {
    const text = 'services:\n  a:\n    image: a\n  b:\n    image: b\n';
    const before = chunked(text);
    assert.ok(before);
    for (const after of [
      text.replace('image: a\n', 'image: a\n    \n'),
      text.replace('image: a\n', 'image: a\n    tty: true\n'),
      text.replace('    image: b\n', '    image: b\n    tty: true\n'),
      text.replace('  a:\n', '  a:\n    tty: true\n'),
      text.replace('  b:', '  bb:'),
    ])
      assert.ok(reparseYaml(before, after), JSON.stringify(after));
  });
});
