import { msg, type Message } from '../../message';
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
  explanation: (facts) => [
    comparison(facts),
    msg(
      'This has measured *new* files: in a container’s layer they are written almost as directly as in a volume, since both end on the same disk. The layers cost most where it did not look: when a big file of the *image* is changed, which is copied up whole first, and with very many files.',
    ),
    msg('Volumes are the choice for databases for another reason too: they outlive the container.'),
  ],
};

/** What the runs show: a difference counts only where the spreads do not overlap. */
function comparison(facts: CourseFacts): Message {
  const [layer, volume] = [speeds(facts, 'overlay'), speeds(facts, 'volume')];
  if (Math.max(...layer) < Math.min(...volume))
    return msg('On your machine the layer was slower in every run, as the course says.');
  if (Math.min(...layer) > Math.max(...volume))
    return msg('On your machine the layer was faster in every run: here the course is not confirmed.');
  return msg('On your machine the spreads overlap: these runs show no difference.');
}

function speeds(facts: CourseFacts, id: string): number[] {
  return transferSpeeds(facts, `write.${id}`, /^clock ([\d.]+) ([\d.]+)$/m, megabytes);
}
