import assert from 'node:assert/strict';
import { padStack } from '../../../src/course/exercises/padStack';
import { noFacts, type PadFacts, type StackFacts } from '../../../src/course/facts';
import { formatMessage } from '../../../src/message';

const pad: PadFacts = { padPort: 3000, padAnswers: true, proxyPort: 80, redirect: 'http://localhost:3000/' };
const right: StackFacts = {
  file: 'codimd-pad/compose.yaml',
  defaultPasswords: 0,
  runningDefaultPasswords: 0,
  drifted: [],
  services: { database: 'running', app: 'running', proxy: 'running' },
  pad,
};

const wrong: { title: string; stack: Partial<StackFacts>; hint: RegExp }[] = [
  {
    title: 'passwords left',
    stack: { defaultPasswords: 2 },
    hint: /still holds a default password, in 2 places/,
  },
  {
    title: 'password changed in the file only, after “Up anyway”',
    stack: { runningDefaultPasswords: 2, drifted: ['app', 'database'] },
    hint: /still have the default password: they were started before/,
  },
  {
    title: 'file and what runs differ',
    stack: { drifted: ['app'] },
    hint: /These services differ from the file: app/,
  },
  {
    title: 'found in the workspace, never started',
    stack: { services: {}, defaultPasswords: 2 },
    hint: /still holds a default password, in 2 places[^]*“database” does not run yet/,
  },
  {
    title: 'database stopped',
    stack: { services: { ...right.services, database: 'stopped' } },
    hint: /“database” has stopped/,
  },
  {
    title: 'app never started',
    stack: { services: { database: 'running', proxy: 'running' } },
    hint: /“app” does not run yet/,
  },
  {
    title: 'proxy missing',
    stack: { services: { database: 'running', app: 'running' } },
    hint: /“proxy” does not run/,
  },
  {
    title: 'pad silent',
    stack: { pad: { ...pad, padAnswers: false } },
    hint: /Nothing answers on port 3000/,
  },
  { title: 'pad not published', stack: { pad: { padAnswers: false } }, hint: /“app” publishes no port/ },
  {
    title: 'proxy not published',
    stack: { pad: { padPort: 3000, padAnswers: true } },
    hint: /“proxy” publishes no port/,
  },
  {
    title: 'a page instead of a redirect',
    stack: { pad: { padPort: 3000, padAnswers: true, proxyPort: 80 } },
    hint: /answers without a redirect/,
  },
  {
    title: 'redirect elsewhere',
    stack: { pad: { ...pad, redirect: 'http://localhost:3001/' } },
    hint: /pad listens on port 3000/,
  },
  {
    title: 'redirect to the default port',
    stack: { pad: { ...pad, redirect: 'http://localhost/' } },
    hint: /redirects to/,
  },
  { title: 'redirect to a path', stack: { pad: { ...pad, redirect: '/pad:3000' } }, hint: /redirects to/ },
];

describe('exercise: the pad', () => {
  const hintsOf = (stacks: StackFacts[]) =>
    padStack.hints({ ...noFacts, stacks }).map((message) => formatMessage(message));

  it('is done when the password is the learner’s own and port 80 leads to the pad', () => {
    assert.equal(padStack.check({ ...noFacts, stacks: [right] }), true);
    assert.deepEqual(hintsOf([right]), []);
  });

  it('follows the redirect’s port, whatever the name, an IPv6 address or another pad port', () => {
    for (const [redirect, padPort] of [
      ['http://192.0.2.7:3000/abc?both', 3000],
      ['http://[::1]:3000/', 3000],
      ['https://pad.example/', 443],
    ] as const)
      assert.equal(
        padStack.check({ ...noFacts, stacks: [{ ...right, pad: { ...pad, padPort, redirect } }] }),
        true,
      );
  });

  it('asks for the stack when there is none', () => {
    assert.equal(padStack.check(noFacts), false);
    assert.match(hintsOf([])[0] ?? '', /Open the sample stack/);
  });

  it('is not done before what runs was compared with the file', () => {
    const { file, services, defaultPasswords } = right;
    const stack: StackFacts = { file, services, pad, ...(defaultPasswords === 0 && { defaultPasswords }) };
    assert.equal(padStack.check({ ...noFacts, stacks: [stack] }), false);
    assert.match(hintsOf([stack]).join('\n'), /could not be compared/);
  });

  it('is not done when the file can’t be read', () => {
    const { file, services } = right;
    const unreadable: StackFacts = { file, services, pad };
    assert.equal(padStack.check({ ...noFacts, stacks: [unreadable] }), false);
  });

  for (const { title, stack, hint } of wrong)
    it(`is not done: ${title}`, () => {
      const stacks = [{ ...right, ...stack }];
      assert.equal(padStack.check({ ...noFacts, stacks }), false);
      assert.match(hintsOf(stacks).join('\n'), hint);
    });
});
