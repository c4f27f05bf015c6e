import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { TimedRequests } from '../../../src/engine/timedRequests';

const endpoint = { name: 'slow', source: 'setting', host: 'tcp://slow:2375' } as const;
const never = () => new Promise<never>(() => undefined);

describe('a request that never settles', () => {
  it('fails when its time is over, and tells whoever waits for its signal', async () => {
    const requests = new TimedRequests(endpoint);
    let told: AbortSignal | undefined;
    const asked = requests.ask((signal) => {
      told = signal;
      return never();
    }, 30);
    await assert.rejects(asked, { name: 'EngineError', kind: 'timeout' });
    assert.equal(told?.aborted, true);
  });

  it('fails when the engine is closed', async () => {
    const requests = new TimedRequests(endpoint);
    const asked = [
      requests.ask(never),
      requests.open(never, new AbortController().signal),
      requests.openInItsTime(never, new AbortController().signal),
    ];
    requests.dispose();
    for (const each of asked) await assert.rejects(each);
  });

  it('ends with the wish for its stream', async () => {
    const requests = new TimedRequests(endpoint);
    const closed = new AbortController();
    const asked = [requests.open(never, closed.signal), requests.openInItsTime(never, closed.signal)];
    closed.abort();
    for (const each of asked) await assert.rejects(each);
  });

  it('may still clean up after the engine was closed', async () => {
    const requests = new TimedRequests(endpoint);
    requests.dispose();
    assert.equal(await requests.askAtTheEnd(() => Promise.resolve('removed')), 'removed');
  });

  it('leaves no timer behind', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    // Mocha’s own timer begins when a test first waits.
    await pause(1);
    const before = timers();
    await new TimedRequests(endpoint).ask(() => Promise.resolve('answer'));
    assert.equal(timers(), before);
  });
});
