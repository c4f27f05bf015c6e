import { unreadEvent, type ContainerState, type EngineEvent } from './port';

/** What an event means for the snapshot. */
export type EventEffect =
  | { readonly kind: 'changed' | 'removed'; readonly id: string }
  /** Nothing the list shows, but what inspect says of the container no longer holds. */
  | { readonly kind: 'details'; readonly id: string }
  /** An event that could not be read. */
  | { readonly kind: 'everything' }
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
  if (event.type === unreadEvent) return { kind: 'everything' };
  const container = event.attributes['container'];
  if (event.type === 'network' && container !== undefined && /^(dis)?connect$/.test(action))
    return { kind: 'details', id: container };
  return { kind: 'none' };
}

/**
 * Whether the list may show this state after that event. Docker tells `die` and its kin a moment before its
 * list knows (it writes the copy that the list reads after it logs the event): a list that contradicts the
 * event is too old. An event that says nothing of the state agrees with all.
 */
export function agreesWith(action: string, state: ContainerState): boolean {
  switch (action) {
    case 'die':
    case 'died':
    case 'stop':
      return state !== 'running' && state !== 'paused';
    case 'start':
    case 'restart':
      return state !== 'created' && state !== 'exited';
    case 'pause':
      return state !== 'running';
    case 'unpause':
      return state !== 'paused';
    default:
      return true;
  }
}
