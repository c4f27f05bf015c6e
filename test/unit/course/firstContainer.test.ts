import assert from 'node:assert/strict';
import { firstContainer } from '../../../src/course/exercises/firstContainer';
import { noFacts, type CourseFacts } from '../../../src/course/facts';
import { formatMessage } from '../../../src/message';

const container = { id: 'a', name: 'web', image: 'nginx', labels: {}, created: 0 };
const ending = { id: 'b', name: 'quick', image: 'busybox' };

const cases: { title: string; facts: Partial<CourseFacts>; done: boolean; hint?: RegExp }[] = [
  { title: 'nothing ran', facts: {}, done: false, hint: /docker run --rm hello-world/ },
  { title: 'a removed container ended well', facts: { endings: [{ ...ending, exitCode: 0 }] }, done: true },
  {
    title: 'one that ended well since the exercise was opened is still listed',
    facts: { containers: [{ ...container, running: false, exitCode: 0 }] },
    done: true,
  },
  {
    title: 'one that had ended well before the exercise was opened',
    facts: { containers: [{ ...container, running: false, exitCode: 0 }], before: new Set(['a']) },
    done: false,
    hint: /No container has been made since/,
  },
  {
    title: 'strangers that run or failed are not blamed',
    facts: {
      containers: [
        { ...container, running: true },
        { ...container, id: 'c', running: false, exitCode: 1 },
      ],
      endings: [{ ...ending, id: 'c', exitCode: 1 }],
      before: new Set(['a', 'c']),
    },
    done: false,
    hint: /No container has been made since/,
  },
  {
    title: 'a container is still running',
    facts: { containers: [{ ...container, running: true }] },
    done: false,
    hint: /“web” is still running/,
  },
  {
    title: 'created but never started: no exit code',
    facts: { containers: [{ ...container, running: false }] },
    done: false,
    hint: /No container/,
  },
  {
    title: 'the program failed',
    facts: { endings: [{ ...ending, exitCode: 3 }] },
    done: false,
    hint: /“quick” ended with code 3: its program/,
  },
  {
    title: 'no such command',
    facts: { endings: [{ ...ending, exitCode: 127 }] },
    done: false,
    hint: /does not exist/,
  },
  {
    title: 'not executable',
    facts: { endings: [{ ...ending, exitCode: 126 }] },
    done: false,
    hint: /executed/,
  },
  { title: 'killed', facts: { endings: [{ ...ending, exitCode: 137 }] }, done: false, hint: /signal 9/ },
  {
    title: 'failed first, right the second time',
    facts: {
      endings: [
        { ...ending, exitCode: 1 },
        { ...ending, exitCode: 0 },
      ],
    },
    done: true,
  },
];

describe('exercise: a first container', () => {
  for (const { title, facts, done, hint } of cases)
    it(title, () => {
      const observed = { ...noFacts, ...facts };
      assert.equal(firstContainer.check(observed), done);
      const hints = firstContainer.hints(observed).map((message) => formatMessage(message));
      if (hint) assert.match(hints[0] ?? '', hint);
      else assert.deepEqual(hints, []);
    });
});
