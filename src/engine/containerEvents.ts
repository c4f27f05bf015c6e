import type { EngineEvent } from './port';

/** What an event means for the snapshot. */
export type EventEffect =
  | { readonly kind: 'changed' | 'removed'; readonly id: string }
  /** Nothing the list shows, but what inspect says of the container no longer holds. */
  | { readonly kind: 'details'; readonly id: string }
  | { readonly kind: 'none' };

/** Actions after which the list shows something else. Podman has words of its own for some. */
const changing = new Set([
  'create',
  'start',
  'die',
  'died',
  'stop',
  'restart',
  'pause',
  'unpause',
  'rename',
  'update',
  'oom',
  'health_status',
]);
const removing = new Set(['destroy', 'remove']);

/**
 * What an event changes. `top`, `exec_…`, `attach`, `resize` and the like change nothing that is shown, and
 * Unboxed causes them itself by looking: they must not lead to another look.
 */
export function effectOf(event: EngineEvent): EventEffect {
  // health_status: healthy, exec_start: command…
  const action = event.action.split(':')[0] ?? '';
  if (event.type === 'container') {
    if (removing.has(action)) return { kind: 'removed', id: event.id };
    return changing.has(action) ? { kind: 'changed', id: event.id } : { kind: 'none' };
  }
  const container = event.attributes['container'];
  if (event.type === 'network' && container !== undefined && /^(dis)?connect$/.test(action))
    return { kind: 'details', id: container };
  return { kind: 'none' };
}
