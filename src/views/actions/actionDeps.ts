import type { EngineHub } from '../../engine/liveSnapshot';
import type { EditorBoundary } from '../../platform/editorBoundary';

/** What every command of a container needs. */
export interface ActionDeps {
  readonly hub: EngineHub;
  readonly boundary: EditorBoundary;
}
