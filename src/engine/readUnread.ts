import type { NamespaceInodes } from '../kernel/namespaceTypes';
import { msg } from '../message';
import { helperImages, readWithHelper, type HelperConsent } from './helperContainer';
import type { NamespaceReading } from './namespaceReader';
import type { Engine } from './port';

/** A container whose namespaces no way could read, and its main process. */
export interface Unread {
  readonly id: string;
  readonly pid: number;
  readonly reading: NamespaceReading;
}

interface ReadAgain {
  readonly id: string;
  readonly before: NamespaceReading;
  readonly after: NamespaceReading;
}

/**
 * Reads them by one helper container for all, if the user lets us: nothing when not. What it could not read either has
 * that among the reasons.
 */
export async function readUnread(
  engine: Engine,
  consent: HelperConsent,
  unread: readonly Unread[],
): Promise<readonly ReadAgain[]> {
  if (unread.length === 0) return [];
  const image = await consent(engine, helperImages(await engine.images()));
  if (image === undefined) return [];
  let answers: ReadonlyMap<number, NamespaceInodes> = new Map();
  let detail = '';
  try {
    const pids = unread.map(({ pid }) => pid);
    answers = await readWithHelper(engine, image, pids);
  } catch (error) {
    detail = error instanceof Error ? error.message : String(error);
  }
  const reason = msg('The helper container could not read the namespaces either.');
  return unread.map(({ id, pid, reading }) => {
    const inodes = answers.get(pid) ?? {};
    const after: NamespaceReading =
      Object.keys(inodes).length > 0
        ? { ...reading, inodes, source: 'helper' }
        : { ...reading, failures: [...reading.failures, { source: 'helper', reason, detail }] };
    return { id, before: reading, after };
  });
}
