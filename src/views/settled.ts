import type { LiveEngine } from '../engine/liveSnapshot';

/**
 * Waits until a connection that is being made is there or failed, or until nobody looks any more. An engine that
 * nobody holds (another one was chosen meanwhile) makes none.
 */
export async function settled(live: LiveEngine, hidden: AbortSignal): Promise<void> {
  const pending = () => live.snapshot.connection.kind === 'connecting';
  if (!pending() || hidden.aborted) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      listener.dispose();
      hidden.removeEventListener('abort', done);
      resolve();
    };
    const listener = live.onDidChange(() => {
      if (!pending()) done();
    });
    hidden.addEventListener('abort', done);
  });
}
