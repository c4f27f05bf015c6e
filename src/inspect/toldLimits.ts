import type { ContainerView } from './inspectFacts';

/** The limits that tables tell: those that are set, and the three that everybody asks for. */
export function toldLimits({ limits }: ContainerView): ContainerView['limits'] {
  return limits.filter(({ set, name }) => set || name === 'memory' || name === 'cpus' || name === 'pids');
}
