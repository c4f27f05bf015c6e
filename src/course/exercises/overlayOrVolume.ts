import { msg } from '../../message';
import type { Exercise } from '../exercise';
import type { CourseFacts } from '../facts';
import { tryOut } from '../lab';
import { runsDone, speedRows, transferSpeeds } from '../transferRuns';

const runs = 5;
const megabytes = 64;
/** The kernel's own clock (/proc/uptime, hundredths of a second) times the write alone, not the container's start. */
const script = (folder: string) => `
mkdir -p ${folder}
read before rest < /proc/uptime
dd if=/dev/zero of=${folder}/blob bs=1M count=${megabytes} conv=fsync 2>/dev/null || exit 1
read after rest < /proc/uptime
rm ${folder}/blob
echo "clock $before $after"`;
const ways = [
  { id: 'overlay', label: msg('into the container’s own layer'), folder: '/var', options: [] },
  { id: 'volume', label: msg('into a volume'), folder: '/data', options: ['--volume', '/data'] },
] as const;

/** Chapter 8: writing through the layers against writing to a volume. */
export const overlayOrVolume: Exercise = {
  id: 'overlayOrVolume',
  title: msg('The layers, or a volume?'),
  goal: msg(
    'Write {0} MiB into the container’s layer and into a volume, {1} times each, and compare.',
    megabytes,
    runs,
  ),
  steps: [msg('The course warns that the disk through *overlay* is slow. Does it show on your machine?')],
  trials: (lab) =>
    ways.map(({ id, label, folder, options }) => ({
      id: `write.${id}`,
      label,
      docker: tryOut('overlayOrVolume', lab, ['--network', 'none', ...options], ['sh', '-c', script(folder)]),
      times: runs,
    })),
  claim: msg('The *overlay* technique gets better, but stays slow.'),
  chart: (facts) => speedRows(ways, (id) => speeds(facts, id)),
  check: (facts) => ways.every(({ id }) => speeds(facts, id).length >= runs),
  hints: (facts) => (overlayOrVolume.check(facts) ? [] : [runsDone(ways, (id) => speeds(facts, id), runs)]),
  explanation: [
    msg(
      'A new file of a container is written almost as directly as one in a volume: both end on the same disk. The layers cost most when a big file of the *image* is changed, since it is copied up whole first, and when there are very many files.',
    ),
    msg(
      'The course is right about the direction, not always about the size. Volumes are the choice for databases for another reason too: they outlive the container.',
    ),
  ],
};

function speeds(facts: CourseFacts, id: string): number[] {
  return transferSpeeds(facts, `write.${id}`, /^clock ([\d.]+) ([\d.]+)$/m, megabytes);
}
