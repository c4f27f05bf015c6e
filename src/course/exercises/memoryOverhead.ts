import { msg } from '../../message';
import type { Exercise } from '../exercise';
import type { CourseFacts } from '../facts';
import { tryOut } from '../lab';
import { howFar } from '../transferRuns';

const runs = 5;
const mebibyte = 2 ** 20;

/** What the kernel counts for the container's cgroup; cgroup v2, else v1. */
const inside =
  'cat /sys/fs/cgroup/memory.current 2>/dev/null || cat /sys/fs/cgroup/memory/memory.usage_in_bytes';
/** Resident memory of the shims on the engine's machine, one a container; their names are cut to 15 characters. */
const shims =
  'for d in /proc/[0-9]*; do read -r name < $d/comm && case $name in containerd-shim*|conmon) sed -n "s/^VmRSS: */shim /p" $d/status;; esac; done 2>/dev/null; true';

/** Chapter 8: what a container takes beyond its program. */
export const memoryOverhead: Exercise = {
  id: 'memoryOverhead',
  title: msg('How much memory does a container cost?'),
  goal: msg('Measure the memory of a container with one small shell in it, {0} times.', runs),
  steps: [
    msg(
      'Guess first. Two things are measured: what the kernel counts for the container’s cgroup, and the shim, the small process outside which holds each container.',
    ),
  ],
  trials: (lab) => [
    {
      id: 'memory.inside',
      label: msg('in the container’s cgroup'),
      docker: tryOut('memoryOverhead', lab, ['--network', 'none'], ['sh', '-c', inside]),
      times: runs,
    },
    {
      id: 'memory.shim',
      label: msg('the shim beside each container'),
      docker: tryOut('memoryOverhead', lab, ['--network', 'none', '--pid', 'host'], ['sh', '-c', shims]),
      times: 1,
    },
  ],
  claim: msg('Virtual machines are too heavy to have one for each application; containers share the memory.'),
  chart: (facts) => {
    const [used, besides] = [insideOf(facts), shimsOf(facts)];
    return [
      ...(used.length > 0
        ? [{ label: msg('in the container’s cgroup'), values: used, unit: msg('MiB') }]
        : []),
      ...(besides.length > 0
        ? [{ label: msg('the shim beside each container'), values: besides, unit: msg('MiB') }]
        : []),
    ];
  },
  check: (facts) => insideOf(facts).length >= runs && looked(facts),
  hints: (facts) => {
    if (memoryOverhead.check(facts)) return [];
    const failed = facts.results.filter(
      ({ trial, exitCode }) => trial.startsWith('memory.') && exitCode !== 0,
    ).length;
    return [
      failed > 0
        ? msg('Failed runs: {0}. Only those that ended with code 0 count.', failed)
        : howFar(insideOf(facts).length + Number(looked(facts)), runs + 1),
    ];
  },
  explanation: (facts) => [
    ...(shimsOf(facts).length === 0
      ? [
          msg(
            'No shim was seen on the engine’s machine, so only one of the two is shown: this engine holds its containers in another way, or does not show its processes.',
          ),
        ]
      : []),
    msg(
      'There is no guest kernel and no guest system in it: the cgroup counts the pages of its processes and the files that they read. Pages of a program that several containers of one image use are there only once.',
    ),
    msg(
      'A virtual machine begins with the memory of its own kernel and services, often some hundred MiB, before your program takes any. This exercise has not measured that: it would need a virtual machine beside it.',
    ),
  ],
};

/** MiB of each run. */
function insideOf({ results }: CourseFacts): number[] {
  return results.flatMap(({ trial, exitCode, output }) => {
    const bytes = Number(output.trim());
    return trial === 'memory.inside' && exitCode === 0 && bytes > 0 ? [bytes / mebibyte] : [];
  });
}

/** MiB of each shim, as of the last look; pages that shims share are counted for each. */
function shimsOf({ results }: CourseFacts): number[] {
  const output = results.filter(({ trial }) => trial === 'memory.shim').at(-1)?.output ?? '';
  return [...output.matchAll(/^shim (\d+) kB/gm)].map(([, kilobytes]) => Number(kilobytes) / 1024);
}

function looked({ results }: CourseFacts): boolean {
  return results.some(({ trial, exitCode }) => trial === 'memory.shim' && exitCode === 0);
}
