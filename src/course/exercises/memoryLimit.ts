import { msg } from '../../message';
import type { Exercise } from '../exercise';
import type { CourseFacts } from '../facts';
import { running, runLab } from '../lab';

const name = 'unboxed-memory';

/** Chapter 4 (e): a limit set on a running container appears in the kernel's file. */
export const memoryLimit: Exercise = {
  id: 'memoryLimit',
  title: msg('A limit, down to the kernel’s file'),
  goal: msg('Limit the memory of “{0}” while it runs, and see the kernel’s file change.', name),
  steps: [
    msg('Start the exercise: the container “{0}” runs without a memory limit.', name),
    msg(
      'Set a limit on it without stopping it. The command is `docker update`; it sets memory, and memory and swap together: `--memory` and `--memory-swap`.',
    ),
  ],
  lab: (lab) => [runLab('memoryLimit', name, lab, { memory: false })],
  probes: [
    {
      key: 'memory.max',
      container: name,
      // cgroup v2, else v1.
      command: [
        'sh',
        '-c',
        'cat /sys/fs/cgroup/memory.max 2>/dev/null || cat /sys/fs/cgroup/memory/memory.limit_in_bytes',
      ],
    },
  ],
  marks: (facts) =>
    kernelLimit(facts) === undefined && facts.readings['memory.max'] !== undefined ? ['unlimited'] : [],
  check: (facts) => {
    const declared = running(facts, name)?.details?.memory ?? 0;
    return declared > 0 && kernelLimit(facts) === declared && facts.marks.has('unlimited');
  },
  hints: (facts) => {
    const container = running(facts, name);
    if (!container) return [msg('The container of this exercise does not run yet: start the exercise.')];
    if (memoryLimit.check(facts)) return [];
    if (!facts.marks.has('unlimited'))
      return [
        msg(
          '“{0}” had its limit from the start. Reset the exercise, and set it while the container runs.',
          name,
        ),
      ];
    const declared = container.details?.memory ?? 0;
    if (declared === 0)
      return [
        msg(
          'The engine knows no memory limit of “{0}” yet; the kernel’s file says {1}, which means: no limit. If docker says “Memory limit should be smaller than already set memoryswap limit”, give `--memory-swap` as well.',
          name,
          fileText(facts),
        ),
      ];
    return [
      msg(
        'The engine says {0} bytes, the kernel’s file says {1}. Wait a moment, or look at the file yourself.',
        declared,
        fileText(facts),
      ),
    ];
  },
  solution: () => [
    `docker update --memory 64m --memory-swap 64m ${name}`,
    `docker exec ${name} sh -c 'cat /sys/fs/cgroup/memory.max 2>/dev/null || cat /sys/fs/cgroup/memory/memory.limit_in_bytes'`,
  ],
  explanation: [
    msg(
      '`docker update` asked the engine, whose runtime wrote the number into a file of the container’s cgroup. The kernel holds the processes to that number; Docker itself enforces nothing.',
    ),
    msg(
      'On cgroup v2 the file is memory.max, on v1 memory.limit_in_bytes. “max”, or a number near 2⁶³, means: no limit.',
    ),
  ],
};

function fileText({ readings }: CourseFacts): string {
  return readings['memory.max']?.trim() ?? '?';
}

/** Bytes, or undefined for no limit. v1 writes the largest multiple of a page for “none”. */
function kernelLimit(facts: CourseFacts): number | undefined {
  const limit = Number(fileText(facts));
  return Number.isNaN(limit) || limit > 2 ** 62 ? undefined : limit;
}
