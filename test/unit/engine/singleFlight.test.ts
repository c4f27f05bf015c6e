import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { SingleFlight, type Flight } from '../../../src/engine/singleFlight';

/** Reads that end when the test says so. */
function reads() {
  const begun: {
    readonly flight: Flight;
    readonly land: (answer: string) => void;
    readonly fail: (error: Error) => void;
  }[] = [];
  const read = (flight: Flight) =>
    new Promise<string>((land, fail) => {
      begun.push({ flight, land, fail });
      flight.signal.addEventListener('abort', () => {
        fail(new Error('the read was ended'));
      });
    });
  return { begun, read };
}

describe('a single flight', () => {
  it('reads once for all who ask meanwhile, and anew for who asks later', async () => {
    const { begun, read } = reads();
    const flights = new SingleFlight<string>();
    const asked = [flights.ask('a', read), flights.ask('a', read), flights.ask('b', read)];
    assert.equal(begun.length, 2);
    begun[0]?.land('first');
    begun[1]?.land('other');
    assert.deepEqual(await Promise.all(asked), ['first', 'first', 'other']);
    const later = flights.ask('a', read);
    begun[2]?.land('second');
    assert.equal(await later, 'second');
  });

  it('gives all who share it what it throws, and nothing of it to who asks later', async () => {
    const { begun, read } = reads();
    const flights = new SingleFlight<string>();
    const asked = [flights.ask('a', read), flights.ask('a', read)];
    begun[0]?.fail(new Error('broken'));
    for (const each of asked) await assert.rejects(each, /broken/);
    const later = flights.ask('a', read);
    begun[1]?.land('mended');
    assert.equal(await later, 'mended');
  });

  it('ends the wait of who aborts, and no one else’s', async () => {
    const { begun, read } = reads();
    const flights = new SingleFlight<string>();
    const first = new AbortController();
    const aborted = flights.ask('a', read, { signal: first.signal });
    const other = flights.ask('a', read, { signal: new AbortController().signal });
    first.abort(new Error('closed'));
    await assert.rejects(aborted, /closed/);
    assert.equal(begun[0]?.flight.signal.aborted, false);
    const joined = flights.ask('a', read);
    begun[0].land('read on');
    assert.deepEqual(await Promise.all([other, joined]), ['read on', 'read on']);
    assert.equal(begun.length, 1);
  });

  it('ends the read when all have aborted, and shares it with nobody then', async () => {
    const { begun, read } = reads();
    const flights = new SingleFlight<string>();
    const closed = [new AbortController(), new AbortController()];
    const aborted = closed.map(({ signal }) => flights.ask('a', read, { signal }));
    for (const each of closed) each.abort(new Error('closed'));
    for (const each of aborted) await assert.rejects(each, /closed/);
    assert.equal(begun[0]?.flight.signal.aborted, true);
    const restarted = flights.ask('a', read);
    assert.equal(begun.length, 2, 'another read');
    begun[1]?.land('anew');
    assert.equal(await restarted, 'anew');
  });

  it('does not begin for who has aborted already', async () => {
    const { begun, read } = reads();
    const flights = new SingleFlight<string>();
    await assert.rejects(
      flights.ask('a', read, { signal: AbortSignal.abort(new Error('closed')) }),
      /closed/,
    );
    assert.equal(begun.length, 0);
  });

  it('shares nothing of a read that was forgotten, which knows that it was', async () => {
    const { begun, read } = reads();
    const flights = new SingleFlight<string>();
    const old = flights.ask('a', read);
    assert.equal(begun[0]?.flight.isCurrent(), true);
    flights.forget('a');
    assert.equal(begun[0].flight.isCurrent(), false);
    const anew = flights.ask('a', read);
    begun[0].land('old');
    assert.equal(await old, 'old');
    assert.equal(begun[1]?.flight.isCurrent(), true, 'the old one’s end takes nothing from it');
    begun[1].land('new');
    assert.equal(await anew, 'new');
  });

  it('makes who wants a fresh answer wait for one that is none, and share one that is', async () => {
    const { begun, read } = reads();
    const flights = new SingleFlight<string>();
    const known = flights.ask('a', read);
    const fresh = [flights.ask('a', read, { fresh: true }), flights.ask('a', read, { fresh: true })];
    await pause(5);
    assert.equal(begun.length, 1, 'one at a time');
    begun[0]?.land('known');
    assert.equal(await known, 'known');
    await pause(5);
    assert.equal(begun.length, 2);
    begun[1]?.land('fresh');
    assert.deepEqual(await Promise.all(fresh), ['fresh', 'fresh']);
    const happensToBe = flights.ask('a', read, { isFresh: () => true });
    const shared = flights.ask('a', read, { fresh: true });
    begun[2]?.land('first look');
    assert.deepEqual(await Promise.all([happensToBe, shared]), ['first look', 'first look']);
  });
});
