import assert from 'node:assert/strict';
import { explain } from '../../../src/inspect/explain';
import { subjectsOf } from '../../../src/inspect/explanation';
import { factsMarkdown } from '../../../src/inspect/factsMarkdown';
import { factsJson } from '../../../src/inspect/factsJson';
import { layoutMachines } from '../../../src/inspect/layoutMachines';
import { layoutNamespaces } from '../../../src/inspect/layoutNamespaces';
import { nextShape, placesOf } from '../../../src/inspect/nextShape';
import { formatMessage } from '../../../src/message';
import { idOf, someFacts } from './someFacts';

const facts = someFacts([
  {
    name: 'web',
    commands: ['nginx', 'nginx', 'nginx', 'nginx', 'nginx', 'nginx'],
    config: { memory: 1 << 26 },
  },
  { name: 'debug', joins: { net: 'web', pid: 'host' } },
  { name: 'off', stopped: true },
]);
const picture = layoutNamespaces(facts, { width: 1000 });
const machines = layoutMachines(picture);
const subjects = subjectsOf(picture, machines);

describe('what is told of each part', () => {
  it('has a sentence for everything, and only commands that one line of a shell holds', () => {
    for (const [id, subject] of subjects) {
      const told = explain(subject, facts, {}, formatMessage);
      assert.ok(told.title !== '' && told.sentence.length > 10, id);
      assert.doesNotMatch(`${told.title}${told.sentence}`, /\{\d\}|undefined/, id);
      for (const { line } of told.commands) assert.match(line, /^[\w@%+=:,./ '{}|-]+$/, id);
    }
  });

  const told = (id: string) => {
    const subject = subjects.get(id);
    assert.ok(subject, id);
    return explain(subject, facts, {}, formatMessage);
  };

  it('shows a shared namespace’s inode and how to see it by hand', () => {
    const { numbers, commands, sentence } = told('net:4026532002');
    assert.equal(numbers[0]?.value, '4026532002');
    assert.match(sentence, /web, debug.*localhost/);
    assert.deepEqual(
      commands.map(({ line }) => line),
      [
        'sudo lsns 4026532002',
        'sudo readlink /proc/1000/ns/net',
        `docker top ${idOf(0).slice(0, 12)} -eo pid,netns,comm`,
      ],
    );
  });

  it('shows the file of a limit', () => {
    assert.ok(
      told(`${idOf(0)}#memory`).commands.some(
        ({ line }) => line === `cat /sys/fs/cgroup/docker/${idOf(0)}/memory.max`,
      ),
    );
  });

  it('says of a limit that is not there what that means', () => {
    assert.match(told(`${idOf(1)}#pids`).sentence, /fork bomb/);
  });

  it('is reached by arrow keys, every part of it', () => {
    const places = placesOf(picture, machines);
    assert.deepEqual(new Set(places.keys()), new Set(subjects.keys()));
    const reached = new Set(['rootCgroup']);
    const waiting = ['rootCgroup'];
    for (let here = waiting.pop(); here !== undefined; here = waiting.pop())
      for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const) {
        const next = nextShape(here, key, places);
        if (next !== undefined && !reached.has(next)) {
          reached.add(next);
          waiting.push(next);
        }
      }
    assert.deepEqual(
      [...places.keys()].filter((id) => !reached.has(id)),
      [],
    );
  });
});

describe('the text documents', () => {
  const hostile = someFacts([{ name: 'a|b](command:x)<img>\n# x', commands: ['`rm -rf` | cat'] }]);

  it('keeps a table in its cells and lets no markup through, whatever the names', () => {
    const text = factsMarkdown(hostile, {}, formatMessage);
    const [head, ...rows] = text.split('\n').filter((line) => line.startsWith('|'));
    const cells = (line: string) => line.split(/(?<!\\)\|/).length;
    assert.equal(
      rows.slice(1, 9).every((row) => cells(row) === cells(head ?? '')),
      true,
    );
    assert.doesNotMatch(text, /(?<!\\)<img|(?<!\\)\]\(command/);
    assert.equal(text.split('\n').filter((line) => line.startsWith('# ')).length, 1);
  });

  it('names each inode, its sharing and what was declared', () => {
    const text = factsMarkdown(facts, {}, formatMessage);
    assert.match(
      text,
      /`net` network cards \| 4026531833 \| 4026532002, shared with debug \(declared: private, network “bridge”\)/,
    );
  });

  it('gives programs the same as JSON', () => {
    const { containers } = JSON.parse(factsJson(facts, {})) as {
      containers: { name: string; namespaces: Record<string, { inode: number; sharedWith?: string[] }> }[];
    };
    assert.deepEqual(containers[1]?.namespaces['net']?.sharedWith, ['web']);
    assert.equal(containers[1].namespaces['net'].inode, 4026532002);
  });
});
