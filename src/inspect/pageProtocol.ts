import type { Message } from '../message';
import type { InspectFacts } from './inspectFacts';
import type { UsageById } from './usageWords';

/** What the user asked to see; survives a reload of the window. */
export interface InspectSelection {
  /** Name of the engine's endpoint. */
  readonly engine: string;
  /** Compose projects, all containers of which are shown, also those that come later. */
  readonly projects: readonly string[];
  /** By id, and by name when a container was made anew. */
  readonly containers: readonly { readonly id: string; readonly name: string }[];
}

/** From the extension to the page. */
export type ToPage =
  | { readonly type: 'facts'; readonly facts: InspectFacts; readonly selection: InspectSelection }
  | { readonly type: 'usage'; readonly usage: UsageById }
  | { readonly type: 'problem'; readonly reason: Message; readonly step: Message };

/** From the page to the extension. */
export type FromPage =
  | { readonly type: 'ready' }
  /** The containers that are drawn one by one: their usage is wanted. */
  | { readonly type: 'watch'; readonly ids: readonly string[] }
  /** The container that the reader looks at: what the kernel holds of it is wanted too. */
  | { readonly type: 'look'; readonly id: string | undefined }
  | { readonly type: 'terminal'; readonly line: string }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'insert'; readonly text: string }
  | { readonly type: 'export'; readonly format: 'markdown' | 'json' };

/** The message if it is one that the page may send; everything else is dropped. */
export function fromPage(value: unknown): FromPage | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
  const message = value as Readonly<Record<string, unknown>>;
  switch (message['type']) {
    case 'ready':
      return { type: 'ready' };
    case 'watch': {
      const ids = message['ids'];
      return Array.isArray(ids)
        ? { type: 'watch', ids: ids.filter((id) => typeof id === 'string') }
        : undefined;
    }
    case 'look': {
      const id = message['id'];
      return id === undefined || typeof id === 'string' ? { type: 'look', id } : undefined;
    }
    case 'terminal': {
      const line = message['line'];
      // Nothing that would press Enter or steer the terminal.
      return typeof line === 'string' && line.length < 8000 && !/\p{Cc}/u.test(line)
        ? { type: 'terminal', line }
        : undefined;
    }
    case 'copy':
    case 'insert': {
      const text = message['text'];
      return typeof text === 'string' ? { type: message['type'], text } : undefined;
    }
    case 'export': {
      const format = message['format'];
      return format === 'markdown' || format === 'json' ? { type: 'export', format } : undefined;
    }
    default:
      return undefined;
  }
}
