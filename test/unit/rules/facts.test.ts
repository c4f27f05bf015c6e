import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../src/compose/applyEdits';
import { readImage } from '../../../src/compose/facts/imageReference';
import { numberOfBytes } from '../../../src/compose/facts/limits';
import { nearestName } from '../../../src/compose/facts/nearestName';
import { sortEdits } from '../../../src/compose/facts/pairOrder';
import { parseCompose } from '../../../src/compose/parseCompose';
import { insertItem, removeItem } from '../../../src/compose/seqEdits';
import { hasVariable, withDefaults } from '../../../src/compose/withDefaults';
import { lookup, valueAt } from '../../../src/compose/yamlNodes';

describe('what rules know', () => {
  it('reads sizes as Docker does', () => {
    const sizes: Record<string, number | undefined> = {
      '512': 512,
      '64m': 64 * 2 ** 20,
      '64MB': 64 * 2 ** 20,
      '1.5GiB': 1.5 * 2 ** 30,
      '1 k': 1024,
      '10b': 10,
      '${M:-1k}': 1024,
      '${M}': undefined,
      much: undefined,
      '-1': undefined,
    };
    for (const [text, bytes] of Object.entries(sizes)) assert.equal(numberOfBytes(text), bytes, text);
  });

  it('takes image names apart as Docker does', () => {
    const parts = (text: string): unknown => {
      const service = parseCompose(`services: {web: {image: '${text}'}}`, 'compose.yaml').services.get('web');
      const image = service && readImage(service);
      return image && [image.name, image.tag, image.digest];
    };
    assert.deepEqual(parts('nginx'), ['nginx', undefined, undefined]);
    assert.deepEqual(parts('nginx:1'), ['nginx', '1', undefined]);
    assert.deepEqual(parts('host:5000/a/b'), ['host:5000/a/b', undefined, undefined]);
    assert.deepEqual(parts('host:5000/a/b:1@sha256:c'), ['host:5000/a/b', '1', 'sha256:c']);
    assert.deepEqual(parts('a:${T:-1}'), ['a', '1', undefined]);
    assert.equal(parts('a:${T}'), undefined);
    assert.equal(parts(''), undefined);
  });

  it('knows a text by its defaults, and what stays unknown', () => {
    const texts: Record<string, string | undefined> = {
      plain: 'plain',
      '${A:-1}:${B-2}': '1:2',
      '${A:-${B:-3}}': '3',
      '${A:-${B}}': undefined,
      $A: undefined,
      '${A:?no}': undefined,
      a$$b: 'a$b',
    };
    for (const [text, shown] of Object.entries(texts)) assert.equal(withDefaults(text), shown, text);
    assert.equal(
      withDefaults('${A:-1}', () => '9'),
      '9',
    );
    assert.deepEqual(['$A', '${A}', 'a$$A', '$5', '$$${A}'].map(hasVariable), [
      true,
      true,
      false,
      false,
      true,
    ]);
  });

  it('finds the name that was meant, and none where two are as near', () => {
    assert.equal(nearestName('databas', ['database', 'cache']), 'database');
    assert.equal(nearestName('Web', ['web', 'db']), 'web');
    assert.equal(nearestName('db', ['web', 'cache']), undefined);
    assert.equal(nearestName('web3', ['web1', 'web2']), undefined);
  });
});

describe('edits of lists', () => {
  const listOf = (text: string) => {
    const list = valueAt(parseCompose(text, 'compose.yaml').root, 'list');
    assert.ok(list?.type === 'seq');
    return list;
  };
  const inserted: readonly (readonly [string, string])[] = [
    ['list:\n  - a # one\nnext: 1\n', 'list:\n  - a # one\n  - new\nnext: 1\n'],
    ['list:\n- a', 'list:\n- a\n- new'],
    ['list:\r\n  - a\r\n', 'list:\r\n  - a\r\n  - new\r\n'],
    ['list: [a, b]\n', 'list: [a, b, new]\n'],
    ['list: []\n', 'list: [new]\n'],
  ];
  for (const [before, after] of inserted)
    it(`puts an item into ${JSON.stringify(before)}`, () => {
      assert.equal(applyEdits(before, insertItem(listOf(before), 'new') ?? []), after);
    });
  it('finds no place where the last item goes over several lines', () => {
    assert.equal(insertItem(listOf('list:\n  - |\n    a\n    b\n'), 'new'), undefined);
  });

  const removed: readonly (readonly [string, number, string])[] = [
    ['list:\n  - a # one\n  - b\n', 0, 'list:\n  - b\n'],
    ['list:\n  - a\n  - b # two', 1, 'list:\n  - a\n'],
    ['list: [a, b, c]\n', 1, 'list: [a, c]\n'],
    ['list: [a, b]\n', 1, 'list: [a]\n'],
  ];
  for (const [before, index, after] of removed)
    it(`takes item ${index + 1} out of ${JSON.stringify(before)}`, () => {
      const list = listOf(before);
      assert.equal(applyEdits(before, removeItem(list, list.items[index]!) ?? []), after);
    });
});

describe('sorting the keys of a map', () => {
  const rank = (key: string): string => key;
  const sorted = (text: string): string | undefined => {
    const map = lookup(parseCompose(text, 'compose.yaml').root, 'map')?.value;
    assert.ok(map?.type === 'map');
    const edits = sortEdits(map, rank);
    return edits && applyEdits(text, edits);
  };

  it('moves each key with its lines and the comments just above it', () => {
    assert.equal(
      sorted('map:\n  # All.\n  c: 1 # three\n\n  # About b.\n  b:\n    - x\n  a: |\n    # text\nend: 1\n'),
      'map:\n  # All.\n  a: |\n    # text\n  # About b.\n  b:\n    - x\n  c: 1 # three\n\nend: 1\n',
    );
  });

  it('leaves a file without a last line break without one', () => {
    assert.equal(sorted('map:\n  b: 1\n  a: 2'), 'map:\n  a: 2\n  b: 1');
  });

  it('moves nothing that anchors and aliases hold in place', () => {
    assert.equal(sorted('map:\n  b: &x 1\n  a: *x\n'), undefined);
    assert.equal(sorted('map: { b: 1, a: 2 }\n'), undefined);
  });

  it('keeps every line and every value, and sorts once and for all', () => {
    const key = fc.stringMatching(/^[a-z]{1,6}$/);
    const value = fc.constantFrom(
      '1',
      '"x: y"',
      '|\n    # no comment\n    text',
      '\n    - a\n    # inner\n    - b',
      '# nothing',
    );
    const comment = fc.constantFrom('', '  # about it\n', '\n', '    # deeper\n');
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(key, value, comment), { minLength: 1, selector: ([name]) => name }),
        (pairs) => {
          const text = `map:\n${pairs.map(([k, v, c]) => `${c}  ${k}: ${v}\n`).join('')}end: 1\n`;
          const result = sorted(text);
          assert.ok(result !== undefined);
          assert.deepEqual(result.split('\n').sort(), text.split('\n').sort());
          assert.equal(sorted(result), result);
          const read = (source: string): unknown =>
            pairs.map(([k]) => {
              const node = valueAt(parseCompose(source, 'compose.yaml').root, 'map', k);
              return node?.type === 'scalar' ? node.text : node?.type;
            });
          assert.deepEqual(read(result), read(text));
        },
      ),
    );
  });
});
