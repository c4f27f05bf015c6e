import path from 'node:path';
import type { ContainerSummary } from '../engine/port';

const projectLabel = 'com.docker.compose.project';
const filesLabel = 'com.docker.compose.project.config_files';
const serviceLabel = 'com.docker.compose.service';
const hashLabel = 'com.docker.compose.config-hash';

/** A compose project as the engine shows it. */
export interface ComposeProject {
  /** Its compose files, absolute paths on the machine where `docker compose` ran. */
  readonly files: readonly string[];
  readonly services: ReadonlyMap<string, ContainerSummary>;
}

/** Compose projects that have the sample stack's two main services. */
export function padProjects(containers: Iterable<ContainerSummary>): ComposeProject[] {
  const projects = new Map<string, { files: string[]; services: Map<string, ContainerSummary> }>();
  for (const container of containers) {
    const project = container.labels[projectLabel];
    const service = container.labels[serviceLabel];
    if (project === undefined || service === undefined) continue;
    // An image may bring the label, and Compose would fetch what an address there names.
    const files = (container.labels[filesLabel] ?? '').split(',').filter((file) => path.isAbsolute(file));
    const known = projects.get(project) ?? { files, services: new Map<string, ContainerSummary>() };
    known.services.set(service, container);
    projects.set(project, known);
  }
  return [...projects.values()].filter(({ services }) => services.has('app') && services.has('database'));
}

/**
 * Services whose container was made from another text than the file has now. `hashes` is what
 * `docker compose config --hash '*'` printed; undefined when it printed nothing that can be compared.
 */
export function driftedServices({ services }: ComposeProject, hashes: string): string[] | undefined {
  const wanted = new Map(
    hashes.split('\n').flatMap((line) => {
      const match = /^(\S+) ([0-9a-f]{64})$/.exec(line.trim());
      return match?.[1] !== undefined && match[2] !== undefined ? [[match[1], match[2]] as const] : [];
    }),
  );
  if (wanted.size === 0) return undefined;
  const names = new Set([...wanted.keys(), ...services.keys()]);
  return [...names].filter((name) => wanted.get(name) !== services.get(name)?.labels[hashLabel]).sort();
}
