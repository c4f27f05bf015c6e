import type { LimitFact } from '../kernel/limits';
import type { ContainerView, EngineView } from './inspectFacts';

/** Where the engine's host keeps the limit, by the layout of the engine's cgroup driver. */
export function limitPath(
  limit: Pick<LimitFact, 'file' | 'controller'>,
  container: Pick<ContainerView, 'id'>,
  engine: Pick<EngineView, 'cgroupVersion' | 'cgroupDriver'>,
): string {
  const root = engine.cgroupVersion === 2 ? '/sys/fs/cgroup' : `/sys/fs/cgroup/${limit.controller}`;
  const group =
    engine.cgroupDriver === 'systemd'
      ? `system.slice/docker-${container.id}.scope`
      : `docker/${container.id}`;
  return `${root}/${group}/${limit.file}`;
}
