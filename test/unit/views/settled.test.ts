import assert from 'node:assert/strict';
import { WatchedEngine } from '../../../src/engine/liveEngine';
import type { Engine } from '../../../src/engine/port';
import { settled } from '../../../src/views/settled';

/** An engine whose connection is being made for as long as somebody waits for it. */
function silentEngine(): WatchedEngine {
  const engine = {
    endpoint: { name: 'silent', source: 'default', host: 'tcp://192.0.2.1:2375' },
    events: (signal: AbortSignal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      }),
    dispose: () => undefined,
  };
  return new WatchedEngine({
    engine: engine as unknown as Engine,
    helperImage: () => Promise.resolve(undefined),
    log: () => undefined,
  });
}

describe('the wait for an engine of the containers view', () => {
  for (const [when, end] of [
    [
      'another engine is chosen',
      (live: WatchedEngine) => {
        live.dispose();
      },
    ],
    [
      'the view is hidden',
      (_: WatchedEngine, hidden: AbortController) => {
        hidden.abort();
      },
    ],
  ] as const)
    it(`ends when ${when} while the connection is being made`, async () => {
      const live = silentEngine();
      const hold = live.hold();
      const hidden = new AbortController();
      let ended = false;
      const waiting = settled(live, hidden.signal).then(() => {
        ended = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 20));
      assert.equal(ended, false, 'the connection is still being made');
      end(live, hidden);
      await waiting;
      hold.dispose();
      live.dispose();
      // Its last notification: other tests count the timers that are left.
      await new Promise((resolve) => setTimeout(resolve, 200));
    }).timeout(3000);
});
