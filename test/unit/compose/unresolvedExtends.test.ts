import assert from 'node:assert/strict';
import type { FileAccess } from '../../../src/compose/composeModel';
import { lintCompose } from '../../../src/compose/lintCompose';
import { LintSession } from '../../../src/compose/lintSession';

const nothing: FileAccess = { readFile: () => undefined, exists: () => false };

/** Each finding on names and addresses as `rule: word under it`, in the order of the file. */
function found(text: string): string[] {
  const options = { files: nothing, profile: 'recommended' } as const;
  const [once, edited] = [lintCompose(text, 'compose.yaml', options), new LintSession()].map((lint) =>
    'findings' in lint ? lint.findings : lint.lint(text, 'compose.yaml', options).findings,
  );
  assert.deepEqual(edited, once, 'an editor says the same');
  return (once ?? [])
    .filter(({ ruleId }) => /^correctness-(un(resolved|defined|used)|network-address|no-image)/.test(ruleId))
    .sort((a, b) => a.range.start - b.range.start)
    .map(({ ruleId, range }) => `${ruleId}: ${text.slice(range.start, range.end)}`);
}

const stack = (broken: string): string => `services:
  web:
    image: nginx:1.27
    depends_on: [databse]
    networks: [frnt]
    volumes: ["dta:/x"]
  job:
    image: nginx:1.27
    extends: ${broken}
    links: [quue]
  database:
    image: postgres:17
volumes:
  data: {}
`;

describe('a service that extends what cannot be found', () => {
  const ways: Readonly<Record<string, readonly string[]>> = {
    '{service: databse}': ['correctness-unresolved-file: databse'],
    datbase: ['correctness-unresolved-file: datbase'],
    '{file: absent.yaml, service: x}': ['correctness-unresolved-file: absent.yaml'],
    '{file: "https://example.org/x.yaml", service: x}': [],
    '"${BASE}"': [],
    '{file: "${BASE}", service: x}': [],
  };
  for (const [way, own] of Object.entries(ways))
    it(`hides nothing that is written of the others: ${way}`, () => {
      assert.deepEqual(found(stack(way)), [
        'correctness-undefined-service: databse',
        'correctness-undefined-network: frnt',
        'correctness-undefined-volume: dta',
        ...own,
        'correctness-undefined-service: quue',
      ]);
    });

  it('may use what nobody else uses', () => {
    assert.deepEqual(
      found('services: {a: {image: "a:1", extends: {file: absent.yaml, service: x}}}\nvolumes: {data: {}}\n'),
      ['correctness-unresolved-file: absent.yaml'],
    );
  });

  it('may have a profile that keeps it from the address of another one', () => {
    const text = (extended: string): string => `services:
  a: {image: "a:1", networks: {n: {ipv4_address: 10.5.1.9}}}
  b: {image: "b:1"${extended}, networks: {n: {ipv4_address: 10.5.1.9}}}
networks: {n: {ipam: {config: [{subnet: 10.5.1.0/24}]}}}
`;
    assert.deepEqual(found(text('')), ['correctness-network-address: 10.5.1.9']);
    assert.deepEqual(found(text(', extends: {file: "${BASE}", service: x}')), []);
  });

  it('leaves names open where what is included was not read', () => {
    assert.deepEqual(
      found('include: [absent.yaml]\nservices: {a: {image: "a:1", depends_on: [b], volumes: ["c:/c"]}}\n'),
      ['correctness-unresolved-file: absent.yaml'],
    );
  });
});
