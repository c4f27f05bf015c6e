import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { lintCompose } from '../../../src/compose/lintCompose';
import { keyHome } from '../../../src/compose/schema/keyHome';
import { nearestName } from '../../../src/compose/schema/nearestName';
import { composeShapes, serviceShape } from '../../../src/compose/schema/shape';
import { compileSchema, readSchema } from '../../../scripts/compileSchema';
import { formatMessage } from '../../../src/message';

/** What the schema rules say of a service's keys, with the words under each finding. */
function said(text: string): [string, string][] {
  return lintCompose(text, 'compose.yaml')
    .findings.filter(({ ruleId }) => ruleId.startsWith('schema-'))
    .map(({ range, message }) => [text.slice(range.start, range.end), formatMessage(message)]);
}
const service = (...lines: string[]): string =>
  ['services:', '  web:', '    image: busybox:1', ...lines.map((line) => `    ${line}`), ''].join('\n');

describe('schema', () => {
  it('is the table that the compiler makes of the specification’s schema', async () => {
    const committed: unknown = JSON.parse(readFileSync('src/compose/schema/composeSchema.json', 'utf8'));
    assert.deepEqual(compileSchema(await readSchema()), committed);
  });

  it('knows the keys that newer versions of Compose brought', () => {
    const build = '{context: ., sbom: "true", provenance: false, no_cache_filter: base}';
    const watch = '{watch: [{action: sync+restart, path: src, target: /src, initial_sync: false}]}';
    const before = '[{image: busybox, command: [ls], per_replica: true, user: root, environment: [A=b]}]';
    const text = service(`build: ${build}`, `develop: ${watch}`, `pre_start: ${before}`, 'models: {small: }');
    assert.deepEqual(said(`${text}models: {small: {model: ai/some}}\n`), []);
    assert.equal(said(service('pre_start: [{image: busybox, imagee: b}]', 'build: {sboms: true}')).length, 2);
  });

  it('reports all errors of a file, each at its own range', () => {
    assert.deepEqual(said(service('prots: ["80"]', 'tty: []', 'build: {contxt: .}', 'mem_swappiness: {}')), [
      ['prots', '`services.web` has no key `prots`. Did you mean `ports`?'],
      ['[]', '`services.web.tty` must be a single value.'],
      ['contxt', '`services.web.build` has no key `contxt`. Did you mean `context`?'],
      ['{}', '`services.web.mem_swappiness` must be a single value.'],
    ]);
  });

  it('takes the branch that the author meant', () => {
    const text = service('ports:', '  - target: 80', '    publishd: 8080', '  - [x]');
    assert.deepEqual(
      said(text).map(([words]) => words),
      ['publishd', '[x]'],
    );
  });

  it('says where a misplaced key belongs', () => {
    assert.match(said(service('memory: 64m'))[0]?.[1] ?? '', /`deploy\.resources\.limits`/);
    assert.match(said('ports: ["80"]\nservices: {}\n')[0]?.[1] ?? '', /belongs in a service/);
  });

  it('checks what an anchor brings where it was written, once', () => {
    const text = 'x-a: &a\n  imag: x\nservices:\n  a: {<<: *a, build: .}\n  b: {<<: *a, build: .}\n';
    assert.deepEqual(
      said(text).map(([words]) => words),
      ['imag'],
    );
  });

  it('leaves to compose what only a variable’s value decides, and what `!reset` takes away', () => {
    assert.deepEqual(said(service('cpu_count: ${CPUS}', 'tty: $TTY', 'ports: !reset', 'x-mine: {a: 1}')), []);
    assert.equal(said(service('ports: ${PORTS}')).length, 1);
  });

  it('takes a list or text for the whole file as an error', () => {
    assert.equal(said('- a\n').length, 1);
  });

  it('knows slips from other words', () => {
    const keys = Object.keys(composeShapes[serviceShape]?.keys ?? {});
    for (const [slip, meant] of [
      ['enviroment', 'environment'],
      ['volume', 'volumes'],
      ['depends-on', 'depends_on'],
      ['memLimit', 'mem_limit'],
      ['imgae', 'image'],
      ['banana', undefined],
    ] as const)
      assert.equal(nearestName(slip, keys), meant);
    const shape = composeShapes[serviceShape];
    assert.ok(shape);
    assert.equal(keyHome('nothing', shape), undefined);
  });
});
