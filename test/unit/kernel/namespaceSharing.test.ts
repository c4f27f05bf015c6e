import assert from 'node:assert/strict';
import { initialInodes } from '../../../src/kernel/initialNamespaces';
import {
  declaredMode,
  namespaceSharing,
  type ObservedSharing,
  type SharingInput,
} from '../../../src/kernel/namespaceSharing';
import type { HostConfig } from '../../../src/engine/port';
import { readInspect } from '../../../src/engine/readAnswers';
import { msg } from '../../../src/message';

function config(changes: Readonly<Record<string, unknown>> = {}): HostConfig {
  return readInspect({ HostConfig: changes }).hostConfig;
}

function input(changes: Partial<SharingInput>): SharingInput {
  return {
    id: 'a',
    hostConfig: config(),
    inodes: {},
    missing: msg('not read'),
    cgroupVersion: 2,
    host: {},
    initial: initialInodes('6.1.0'),
    others: new Map(),
    othersComplete: true,
    ...changes,
  };
}

describe('namespaceSharing', () => {
  const cases: readonly (readonly [string, Partial<SharingInput>, ObservedSharing])[] = [
    ['own, all compared', { inodes: { net: 10 } }, { kind: 'own', comparedWithAll: true }],
    [
      'own so far, when others were not read',
      { inodes: { net: 10 }, othersComplete: false },
      { kind: 'own', comparedWithAll: false },
    ],
    [
      'shared with two others',
      {
        inodes: { net: 10 },
        others: new Map([
          ['b', { net: 10 }],
          ['c', { net: 11 }],
          ['d', { net: 10 }],
        ]),
      },
      { kind: 'shared', with: ['b', 'd'] },
    ],
    [
      'not shared when only another type has the number',
      { inodes: { net: 10 }, others: new Map([['b', { ipc: 10 }]]) },
      { kind: 'own', comparedWithAll: true },
    ],
    [
      'the host’s, learned from a container with --network host',
      { inodes: { net: 10 }, host: { net: 10 } },
      { kind: 'host', initial: false },
    ],
    ['unknown with its reason', { inodes: {} }, { kind: 'unknown', reason: msg('not read') }],
  ];
  for (const [title, changes, expected] of cases)
    it(`says: ${title}`, () => {
      assert.deepEqual(namespaceSharing(input(changes)).net.observed, expected);
    });

  it('knows the host’s pid namespace by its number on every kernel', () => {
    const facts = namespaceSharing(input({ inodes: { pid: 4026531836 } }));
    assert.deepEqual(facts.pid.observed, { kind: 'host', initial: true });
  });

  it('knows net and mnt by their numbers on recent kernels only', () => {
    const inodes = { net: 4026531833, mnt: 4026531832 };
    const recent = namespaceSharing(input({ inodes, initial: initialInodes('6.18.44-fc-v669') }));
    const older = namespaceSharing(input({ inodes, initial: initialInodes('6.1.0-56-cloud-amd64') }));
    assert.equal(recent.net.observed.kind, 'host');
    assert.equal(recent.mnt.observed.kind, 'host');
    assert.equal(older.net.observed.kind, 'own');
    assert.equal(older.mnt.observed.kind, 'own');
  });

  it('tells when the kernel shows the host’s namespace though a private one was declared', () => {
    const facts = namespaceSharing(input({ inodes: { pid: 4026531836 } }));
    assert.match(facts.pid.mismatch?.text ?? '', /Declared private/);
  });

  it('tells when a container is not in the namespace of the one that it names', () => {
    const facts = namespaceSharing(
      input({
        hostConfig: config({ PidMode: 'container:b' }),
        inodes: { pid: 10 },
        others: new Map([['b', { pid: 11 }]]),
      }),
    );
    assert.deepEqual(facts.pid.mismatch?.args, ['b']);
  });

  it('finds nothing wrong with a partner that is in the host’s namespace, or was not read', () => {
    const hostConfig = config({ NetworkMode: 'container:b', PidMode: 'container:gone' });
    const facts = namespaceSharing(
      input({
        hostConfig,
        inodes: { net: 5, pid: 6 },
        host: { net: 5 },
        others: new Map([['b', { net: 5 }]]),
      }),
    );
    assert.equal(facts.net.mismatch, undefined);
    assert.equal(facts.pid.mismatch, undefined);
  });
});

describe('declaredMode', () => {
  const cases = [
    ['pid', { PidMode: 'host' }, 2, 'host'],
    ['pid', {}, 2, 'private'],
    ['net', { NetworkMode: 'shop_default' }, 2, 'private'],
    ['net', { NetworkMode: 'none' }, 2, 'none'],
    ['net', { NetworkMode: 'container:abc' }, 2, 'container'],
    ['ipc', { IpcMode: 'shareable' }, 2, 'shareable'],
    ['cgroup', {}, 2, 'private'],
    ['cgroup', {}, 1, 'host'],
    ['user', {}, 2, 'default'],
    ['user', { UsernsMode: 'host' }, 2, 'host'],
    ['mnt', {}, 2, 'always-private'],
    ['time', {}, 2, 'default'],
  ] as const;
  for (const [type, changes, cgroup, expected] of cases)
    it(`${type} of ${JSON.stringify(changes)} on cgroup v${cgroup} is ${expected}`, () => {
      assert.equal(declaredMode(type, config(changes), cgroup).kind, expected);
    });
});
