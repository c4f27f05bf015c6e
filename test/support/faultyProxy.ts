import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What a fault does to a part of an answer, or to a connection. */
export type Fault = 'cut' | 'cut in the middle' | 'late' | 'garbled' | 'held' | 'refused';

/** Stands before an engine and passes everything on, until it is told to do harm. */
export interface FaultyProxy {
  /** As in `DOCKER_HOST`. */
  readonly host: string;
  /** How often each fault was done. */
  readonly faults: ReadonlyMap<Fault, number>;
  /** From now on about one part of an answer in `oneIn`, and one new connection, comes to harm. */
  disturb(oneIn: number): void;
  /** Lets go of what is held back, and passes everything on again. */
  heal(): void;
  close(): Promise<void>;
}

/** Longest time, in milliseconds, that a late part is held back. */
const latest = 250;

/** `random` gives numbers from 0 up to 1, so that a seed decides what happens; `socket` is the engine's. */
export async function faultyProxy(socket: string, random: () => number): Promise<FaultyProxy> {
  const faults = new Map<Fault, number>();
  const sockets = new Set<net.Socket>();
  let oneIn = 0;
  let release = (): void => undefined;
  let healed = Promise.resolve();

  const pick = (...kinds: readonly Fault[]): Fault | undefined => {
    if (oneIn === 0 || random() >= 1 / oneIn) return undefined;
    const fault = kinds[Math.floor(random() * kinds.length)];
    if (fault !== undefined) faults.set(fault, (faults.get(fault) ?? 0) + 1);
    return fault;
  };

  const server = net.createServer((near) => {
    if (pick('refused') !== undefined) {
      near.destroy();
      return;
    }
    const far = net.connect(socket);
    const end = () => {
      for (const each of [near, far]) {
        sockets.delete(each);
        each.destroy();
      }
    };
    for (const each of [near, far]) {
      sockets.add(each);
      each.on('error', () => undefined).on('close', end);
    }
    near.on('data', (request: Buffer) => {
      if (pick('cut') === undefined) far.write(request);
      else end();
    });
    // One part after the other, however long each is held back.
    let passed = Promise.resolve();
    const pass = async (part: Buffer) => {
      switch (pick('cut', 'cut in the middle', 'late', 'garbled', 'held')) {
        case 'cut':
          end();
          return;
        case 'cut in the middle':
          near.write(part.subarray(0, Math.floor(random() * part.length)), end);
          return;
        case 'late':
          await pause(random() * latest);
          break;
        case 'garbled':
          garble(part, random);
          break;
        case 'held':
          await healed;
          break;
        default:
      }
      near.write(part);
    };
    far.on('data', (part: Buffer) => {
      passed = passed.then(() => pass(part));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    host: `tcp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    faults,
    disturb: (rate) => {
      oneIn = rate;
      healed = new Promise((resolve) => (release = resolve));
    },
    heal: () => {
      oneIn = 0;
      release();
    },
    close: async () => {
      release();
      for (const each of sockets) each.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Overwrites some bytes with one that neither HTTP nor JSON allows anywhere, so that the harm can be noticed. */
function garble(part: Buffer, random: () => number): void {
  const from = Math.floor(random() * part.length);
  part.fill(1, from, Math.min(part.length, from + 1 + Math.floor(random() * 64)));
}
