import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { parse } from 'yaml';
import { plannedId, withPlanned } from '../../../src/inspect/planContainer';
import { parseSize, plainOptions, type PlanOptions } from '../../../src/inspect/planOptions';
import { composeSnippet, runLine } from '../../../src/inspect/runLine';
import { regionOf } from '../../../src/inspect/whereabouts';
import { hostInodes, idOf, someFacts } from './someFacts';

const facts = someFacts([{ name: 'web' }, { name: `it's; $(x)` }, { name: 'off', unknown: ['net'] }]);

describe('the what-if plan', () => {
  const planned = (options: Partial<PlanOptions>) => {
    const container = withPlanned(facts, { ...plainOptions, ...options }, 'planned').containers.find(
      ({ id }) => id === plannedId,
    );
    assert.ok(container);
    return container;
  };

  it('has namespaces of its own without options, and the host’s users and clocks as the others', () => {
    const { namespaces } = planned({});
    for (const type of ['mnt', 'pid', 'net', 'ipc', 'uts', 'cgroup'] as const)
      assert.equal(namespaces[type].observed.kind, 'own', type);
    assert.equal(namespaces.user.inode, hostInodes.user);
    assert.equal(namespaces.time.inode, hostInodes.time);
  });

  it('stands with the host or with the container that it joins', () => {
    const container = planned({ pid: 'host', network: `container:${idOf(0)}` });
    assert.equal(container.namespaces.pid.inode, hostInodes.pid);
    assert.equal(container.namespaces.net.inode, facts.containers[0]?.namespaces.net.inode);
  });

  it('stands with the container that it joins even where its number is not known', () => {
    const container = planned({ network: `container:${idOf(2)}` });
    const [, , off] = facts.containers;
    assert.ok(off);
    assert.equal(regionOf('net', container, undefined, facts), regionOf('net', off, undefined, facts));
  });

  it('has the limits and permissions of its options', () => {
    const { limits, permissions } = planned({
      memory: '64m',
      pidsLimit: '20',
      dropAll: true,
      capAdd: 'cap_chown',
    });
    const amount = (name: string) => limits.find((limit) => limit.name === name)?.amount;
    assert.equal(amount('memory'), 64 * 1024 ** 2);
    assert.equal(amount('pids'), 20);
    assert.deepEqual(permissions.find(({ name }) => name === 'capabilities')?.capabilities?.kept, ['CHOWN']);
  });

  for (const [text, bytes] of [
    ['64m', 67108864],
    ['1.5g', 1610612736],
    ['64MiB', 67108864],
    ['6291456', 6291456],
    ['5m', undefined],
    ['-1', undefined],
    ['many', undefined],
    ['', undefined],
  ] as const)
    it(`takes “${text}” for ${bytes ?? 'no size'}`, () => {
      assert.equal(parseSize(text), bytes);
    });

  const anyOptions: fc.Arbitrary<PlanOptions> = fc.record({
    image: fc.string({ maxLength: 30 }),
    pid: fc.constantFrom('', 'host', `container:${idOf(1)}`),
    network: fc.constantFrom('bridge', 'none', 'host', `container:${idOf(1)}`),
    ipc: fc.constantFrom('', 'shareable', 'host', `container:${idOf(0)}`),
    uts: fc.constantFrom('', 'host'),
    cgroupns: fc.constantFrom('', 'private', 'host'),
    memory: fc.oneof(fc.constantFrom('', '64m', '1g'), fc.string({ maxLength: 8 })),
    cpus: fc.oneof(fc.constantFrom('', '0.5', '2'), fc.string({ maxLength: 8 })),
    pidsLimit: fc.oneof(fc.constantFrom('', '20'), fc.string({ maxLength: 8 })),
    dropAll: fc.boolean(),
    capAdd: fc.string({ maxLength: 20 }),
    readOnly: fc.boolean(),
    noNewPrivileges: fc.boolean(),
    privileged: fc.boolean(),
  });

  it('makes a line that a shell takes apart into words only, whatever is typed', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const line = runLine(options, facts);
        assert.doesNotMatch(line, /\p{Cc}/u);
        const words = execFileSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' }).split('\0');
        assert.deepEqual(words.slice(0, 4), ['docker', 'run', '--rm', '-it']);
        if (options.pid.startsWith('container:')) assert.ok(words.includes(`container:it's; $(x)`));
      }),
      { numRuns: 40 },
    );
  });

  it('makes a service that YAML reads back as it was chosen', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const { services } = parse(composeSnippet(options, facts)) as {
          services: { planned: Record<string, unknown> };
        };
        const service = services.planned;
        assert.equal(service['privileged'] ?? false, options.privileged);
        assert.equal(typeof service['image'], 'string');
        if (options.pid.startsWith('container:')) assert.equal(service['pid'], `container:it's; $(x)`);
        assert.equal(service['uts'] ?? '', options.uts);
      }),
    );
  });
});
