import assert from 'node:assert/strict';
import type { FileAccess } from '../../../src/compose/composeModel';
import { lintCompose } from '../../../src/compose/lintCompose';
import { correctnessUndefinedService } from '../../../src/compose/rules/correctnessUndefinedService';
import { correctnessUndefinedVolume } from '../../../src/compose/rules/correctnessUndefinedVolume';

type Files = Readonly<Record<string, string>>;

/** What the two rules say of `compose.yaml`, as `words under it: fixes`. */
function undefinedNames(files: Files): string[] {
  const around: FileAccess = {
    readFile: (path) => files[path],
    exists: (path) => Object.hasOwn(files, path),
  };
  const rules = [correctnessUndefinedService, correctnessUndefinedVolume];
  const text = files['compose.yaml'] ?? '';
  return lintCompose(text, 'compose.yaml', { files: around, rules }).findings.map(
    ({ file, range, fixes }) =>
      `${files[file]?.slice(range.start, range.end)}: ${fixes.flatMap(({ edits }) => edits).length}`,
  );
}

const mounting = (source: string): string =>
  `services:\n  shop:\n    image: shop:1\n    volumes:\n      - "${source}:/data"\n`;

describe('a mount whose source is a variable', () => {
  for (const value of ['/srv/shop', './data', '../data', '~/data', '.', 'C:\\data'])
    it(`is a path where the variable holds ${value}`, () => {
      const env = `WHERE=${value}\n`;
      assert.deepEqual(undefinedNames({ 'compose.yaml': mounting('${WHERE}'), '.env': env }), []);
      assert.deepEqual(undefinedNames({ 'compose.yaml': mounting('$WHERE'), '.env': env }), []);
      assert.deepEqual(undefinedNames({ 'compose.yaml': mounting('${WHERE:-name}/x'), '.env': env }), []);
    });

  it('is the name of a volume where the variable holds a name', () => {
    for (const source of ['${WHERE}', '$WHERE', '${WHERE:-/srv}'])
      assert.equal(
        undefinedNames({ 'compose.yaml': mounting(source), '.env': 'WHERE=shopdata\n' }).length,
        1,
      );
  });

  it('is left alone where nobody knows the variable', () => {
    assert.deepEqual(undefinedNames({ 'compose.yaml': mounting('${WHERE}') }), []);
  });
});

const shop = (depends: string): string =>
  `services:\n  shop:\n    image: shop:1\n    depends_on: [${depends}]\n  queue:\n    image: q:1\n  store:\n    image: s:1\n`;

describe('a variable among the services that one depends on', () => {
  const waiting = {
    override: { 'compose.override.yaml': 'services: {shop: {depends_on: [store]}}\n' },
    'override with a map': {
      'compose.override.yaml': 'services: {shop: {depends_on: {store: {condition: service_started}}}}\n',
    },
    none: {},
  };
  for (const [what, over] of Object.entries(waiting)) {
    it(`is filled in (${what})`, () => {
      for (const item of ['"${QUEUE:-queue}"', '"${QUEUE}"', '$QUEUE'])
        assert.deepEqual(
          undefinedNames({ 'compose.yaml': shop(item), '.env': 'QUEUE=queue\n', ...over }),
          [],
        );
    });

    it(`is refused where no service has the name that it brings (${what})`, () => {
      const files = { 'compose.yaml': shop('"${QUEUE:-queu}"'), ...over };
      // There is nothing to rename where the name is not written.
      assert.deepEqual(undefinedNames(files), ['"${QUEUE:-queu}": 0']);
    });

    it(`is left alone where nobody knows it (${what})`, () => {
      assert.deepEqual(undefinedNames({ 'compose.yaml': shop('"${QUEUE}"'), ...over }), []);
    });
  }

  it('is filled in where the list comes by `extends`', () => {
    const text =
      'services:\n  base: {image: b:1, depends_on: ["${QUEUE:-queue}"]}\n  shop: {extends: base, depends_on: [store]}\n  queue: {image: q:1}\n  store: {image: s:1}\n';
    assert.deepEqual(undefinedNames({ 'compose.yaml': text }), []);
  });
});
