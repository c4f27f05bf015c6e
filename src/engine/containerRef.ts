/**
 * Containers that a command is asked to act on. Nodes of the containers view have this shape, so that
 * commands of other features can be contributed to its menus.
 */
export interface ContainerNodeRef {
  /** Name of the engine's endpoint (`EngineEndpoint.name`). */
  readonly engine: string;
  /** Full ids. One for a container and all below it, several for a compose project, all for an engine. */
  readonly containers: readonly string[];
}
