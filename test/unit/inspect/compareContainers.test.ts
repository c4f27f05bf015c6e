import assert from 'node:assert/strict';
import { compareContainers } from '../../../src/inspect/compareContainers';
import { someFacts, type SomeContainer } from './someFacts';

describe('compareContainers', () => {
  const compare = (...containers: [SomeContainer, SomeContainer, ...SomeContainer[]]) => {
    const facts = someFacts(containers);
    const [a, b] = facts.containers;
    assert.ok(a && b);
    return compareContainers(a, b, facts);
  };
  const same = (...containers: [SomeContainer, SomeContainer, ...SomeContainer[]]) =>
    Object.fromEntries(compare(...containers).rows.map(({ type, same }) => [type, same]));

  it('finds two ordinary containers apart but for users and clocks', () => {
    assert.deepEqual(same({ name: 'a' }, { name: 'b' }), {
      mnt: false,
      pid: false,
      net: false,
      ipc: false,
      uts: false,
      user: true,
      cgroup: false,
      time: true,
    });
  });

  it('says what joining a network and the processes lets them do', () => {
    const { rows } = compare({ name: 'a' }, { name: 'b', joins: { net: 'a', pid: 'a' } });
    const said = rows.filter(({ same }) => same === true).map(({ consequence }) => consequence.text);
    assert.ok(said.some((text) => text.includes('localhost')));
    assert.ok(said.some((text) => text.includes('see each other’s processes')));
  });

  it('finds two that both use the host’s network together', () => {
    assert.equal(
      same({ name: 'a', joins: { net: 'host' } }, { name: 'b', joins: { net: 'host' } })['net'],
      true,
    );
  });

  it('says nothing of what is not known', () => {
    assert.equal(same({ name: 'a', unknown: ['ipc'] }, { name: 'b' })['ipc'], undefined);
  });

  it('does not say who can signal whom where the processes or the namespaces are not known', () => {
    const { abilities } = compare({ name: 'a', unknown: ['pid'] }, { name: 'b' });
    const of = (wanted: string) => abilities.find(({ name }) => name === wanted);
    assert.deepEqual(of('see')?.can, [undefined, undefined]);
    assert.deepEqual(of('signal')?.can, [undefined, undefined]);
    assert.match(of('signal')?.sentence.text ?? '', /Not known/);
    assert.deepEqual(of('localhost')?.can, [false, false]);
  });

  it('warns that a privileged container is kept apart by nothing', () => {
    const { beyond } = compare({ name: 'a', config: { privileged: true } }, { name: 'b' });
    assert.deepEqual(
      beyond.map(({ args }) => args),
      [['a']],
    );
  });
});
