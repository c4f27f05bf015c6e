import assert from 'node:assert/strict';
import { decodeCapabilities, declaredCapabilities } from '../../../src/kernel/capabilities';
import { permissionsOf, type PermissionContext, type PermissionName } from '../../../src/kernel/permissions';
import { readInspect } from '../../../src/engine/readAnswers';
import { formatMessage } from '../../../src/message';

describe('declaredCapabilities', () => {
  const base = { privileged: false, capAdd: [], capDrop: [] };

  it('is Docker’s default of 14 when nothing is asked for', () => {
    const set = declaredCapabilities(base);
    assert.equal(set.kept.length, 14);
    assert.deepEqual([set.added, set.dropped], [[], []]);
  });

  it('drops all but what is added', () => {
    const set = declaredCapabilities({ ...base, capDrop: ['ALL'], capAdd: ['CAP_NET_RAW', 'sys_time'] });
    assert.deepEqual(set.kept, ['NET_RAW', 'SYS_TIME']);
    assert.deepEqual(set.added, ['SYS_TIME']);
    assert.equal(set.dropped.length, 13);
  });

  it('adds all but what is dropped', () => {
    const set = declaredCapabilities({ ...base, capAdd: ['ALL'], capDrop: ['SYS_ADMIN'] });
    assert.equal(set.kept.length, 40);
    assert.equal(set.kept.includes('SYS_ADMIN'), false);
  });

  it('is everything when privileged', () => {
    assert.equal(declaredCapabilities({ ...base, privileged: true, capDrop: ['ALL'] }).kept.length, 41);
  });
});

describe('decodeCapabilities', () => {
  it('reads the mask that the kernel shows for a default container', () => {
    const set = decodeCapabilities('00000000a80425fb');
    assert.deepEqual(set, declaredCapabilities({ privileged: false, capAdd: [], capDrop: [] }));
  });

  it('reads the mask of a privileged one', () => {
    assert.equal(decodeCapabilities('000001ffffffffff').kept.length, 41);
  });
});

describe('permissionsOf', () => {
  const engine = ['name=seccomp,profile=default', 'name=apparmor'];
  const status = 'Name:\tsleep\nUid:\t0\t0\t0\t0\nCapBnd:\t00000000a80425fb\nNoNewPrivs:\t0\nSeccomp:\t2\n';

  function permission(
    name: PermissionName,
    answer: Readonly<Record<string, unknown>>,
    context: Partial<PermissionContext> = {},
  ) {
    const found = permissionsOf(readInspect(answer), {
      securityOptions: engine,
      status: '',
      idMap: [],
      ...context,
    }).find((fact) => fact.name === name);
    assert.ok(found);
    return found;
  }

  const cases: readonly (readonly [PermissionName, Readonly<Record<string, unknown>>, string, RegExp])[] = [
    ['privileged', { HostConfig: { Privileged: true } }, 'weaker', /yes/],
    ['capabilities', { HostConfig: { CapAdd: ['SYS_ADMIN'] } }, 'weaker', /15 kept, 1 beyond.*SYS_ADMIN/],
    ['capabilities', { HostConfig: { CapDrop: ['ALL'] } }, 'stronger', /0 kept, 14 of the default dropped/],
    [
      'capabilities',
      { HostConfig: { CapAdd: ['NET_ADMIN'], CapDrop: ['CHOWN'] } },
      'weaker',
      /^14 kept, 1 of the default dropped, 1 beyond it: NET_ADMIN$/,
    ],
    ['seccomp', { HostConfig: { SecurityOpt: ['seccomp=unconfined'] } }, 'weaker', /none/],
    ['seccomp', {}, 'default', /default profile/],
    ['mandatory-access-control', { AppArmorProfile: 'unconfined' }, 'weaker', /unconfined/],
    ['mandatory-access-control', { AppArmorProfile: 'docker-default' }, 'default', /docker-default/],
    ['no-new-privileges', { HostConfig: { SecurityOpt: ['no-new-privileges:true'] } }, 'stronger', /yes/],
    ['no-new-privileges', { HostConfig: { SecurityOpt: ['no-new-privileges:false'] } }, 'default', /no/],
    ['read-only-root', { HostConfig: { ReadonlyRootfs: true } }, 'stronger', /yes/],
    ['user', { Config: { User: '1000:1000' } }, 'stronger', /user 1000:1000/],
    ['user', { Config: { User: '0' } }, 'default', /^root$/],
  ];
  for (const [name, answer, compared, value] of cases)
    it(`${name} of ${JSON.stringify(answer)} is ${compared}`, () => {
      const fact = permission(name, answer);
      assert.equal(fact.compared, compared);
      assert.match(formatMessage(fact.value), value);
    });

  it('says that root is an ordinary user of the host on a remapped engine, unless it asks for the host’s', () => {
    const context = { securityOptions: [...engine, 'name=userns'] };
    assert.match(formatMessage(permission('user', {}, context).value), /ordinary user/);
    const host = { HostConfig: { UsernsMode: 'host' } };
    assert.equal(formatMessage(permission('user', host, context).value), 'root');
  });

  it('shows what the kernel holds and tells when it is not what was declared', () => {
    const context = { securityOptions: engine, status };
    assert.equal(permission('capabilities', {}, context).mismatch, undefined);
    const dropped = { HostConfig: { CapDrop: ['NET_RAW'] } };
    assert.ok(permission('capabilities', dropped, context).mismatch);
    assert.deepEqual(permission('capabilities', dropped, context).capabilities?.dropped, []);
    const off = { HostConfig: { SecurityOpt: ['seccomp=unconfined'] } };
    assert.ok(permission('seccomp', off, context).mismatch);
    const nnp = { HostConfig: { SecurityOpt: ['no-new-privileges'] } };
    assert.ok(permission('no-new-privileges', nnp, context).mismatch);
  });
});
