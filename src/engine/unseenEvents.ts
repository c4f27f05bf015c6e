import { agreesWith } from './containerEvents';
import type { ContainerSummary } from './port';

/** Times that a list older than an event is read again. */
const mostTries = 50;

/** The last event of each container that the engine's list has not yet been seen to agree with. */
export class UnseenEvents {
  private readonly last = new Map<string, { readonly action: string; readonly tries: number }>();

  add(id: string, action: string): void {
    this.last.set(id, { action, tries: 0 });
  }

  delete(id: string): void {
    this.last.delete(id);
  }

  /** Whether the list knows of the last event; false while it must be read again, for some seconds at most. */
  seenIn({ id, state }: ContainerSummary): boolean {
    const last = this.last.get(id);
    if (last === undefined) return true;
    if (agreesWith(last.action, state)) {
      this.last.delete(id);
      return true;
    }
    this.last.set(id, { ...last, tries: last.tries + 1 });
    if (last.tries < mostTries) return false;
    this.last.delete(id);
    return true;
  }
}
