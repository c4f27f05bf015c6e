import { namespaceTypes } from '../kernel/namespaceTypes';
import type { InspectFacts } from './inspectFacts';
import { limitPath } from './limitPath';
import type { UsageById } from './usageWords';

/** The content of the picture for programs: keys in English, numbers as the kernel and the engine have them. */
export function factsJson(facts: InspectFacts, usage: UsageById): string {
  const { engine, host, containers } = facts;
  const nameOf = (id: string) => containers.find((container) => container.id === id)?.name ?? id;
  return `${JSON.stringify(
    {
      engine,
      host: { namespaces: host.inodes, processes: host.processes },
      containers: containers.map((container) => ({
        id: container.id,
        name: container.name,
        image: container.image,
        project: container.project,
        service: container.service,
        running: container.running,
        namespaces: Object.fromEntries(
          namespaceTypes.map((type) => {
            const { inode, declared, observed } = container.namespaces[type];
            return [
              type,
              {
                inode,
                observed: observed.kind,
                sharedWith: observed.kind === 'shared' ? observed.with.map(nameOf) : undefined,
                declared: declared.kind,
                declaredAs: declared.raw,
              },
            ];
          }),
        ),
        limits: container.limits.map((limit) => ({
          name: limit.name,
          flag: limit.flag,
          set: limit.set,
          amount: limit.set ? limit.amount : undefined,
          file: limitPath(limit, container, engine),
          observed: limit.observed,
          hits: limit.hits && { count: limit.hits.count, file: limit.hits.file },
        })),
        usage: usage[container.id],
        processes: container.processes,
        permissions: container.permissions.map(({ name, flag, compared, capabilities }) => ({
          name,
          flag,
          compared,
          capabilities: capabilities?.kept,
        })),
      })),
    },
    undefined,
    2,
  )}\n`;
}
