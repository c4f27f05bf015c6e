import { msg } from '../../message';
import type { Exercise } from '../exercise';
import type { CourseFacts } from '../facts';
import { labels, running, runLab, tryOut } from '../lab';
import { runsDone, speedRows, transferSpeeds } from '../transferRuns';

const runs = 5;
const mebibytes = 16;
const port = 47813;
const network = 'unboxed-wire';
const servers = { bridge: 'unboxed-wire-bridge', shared: 'unboxed-wire-shared' } as const;

/** Sends zeros to whoever connects, one after the other. */
const serve = `(while :; do head -c ${mebibytes * 2 ** 20} /dev/zero | nc -l -p ${port}; sleep 0.1; done) >/dev/null 2>&1 &`;
/**
 * Times the transfer alone by the kernel's own clock. The pipe that nobody writes to keeps nc's input open: at
 * its end nc would close the connection.
 */
const fetch = (server: string) => `
mkfifo /still
for attempt in 1 2 3 4 5; do
  read before rest < /proc/uptime
  got=$(timeout 60 nc ${server} ${port} <> /still 2>/dev/null | wc -c)
  read after rest < /proc/uptime
  [ "$got" -gt 0 ] && break
  sleep 1
done
echo "clock $before $after $got"
[ "$got" -eq ${mebibytes * 2 ** 20} ]`;

const ways = [
  {
    id: 'bridge',
    label: msg('over a bridge network'),
    network,
    server: servers.bridge,
  },
  {
    id: 'shared',
    label: msg('within one network, without a bridge'),
    // As with `--network host`, but nothing is opened on the machine's own network.
    network: `container:${servers.shared}`,
    server: '127.0.0.1',
  },
] as const;

/** Chapter 8: what the virtual cable and the bridge cost. */
export const bridgeOrHost: Exercise = {
  id: 'bridgeOrHost',
  title: msg('With a bridge, or without?'),
  goal: msg(
    'Send {0} MiB from one container to another, over a bridge and without one, {1} times each, and compare.',
    mebibytes,
    runs,
  ),
  steps: [
    msg(
      'Start the exercise: two containers wait to send. One is reached over a bridge; the other lets the receiver into its own network, as `--network host` lets a container into the machine’s.',
    ),
    msg('Guess how much the bridge costs, then run the transfers.'),
  ],
  lab: (lab) => [
    ['network', 'create', ...labels('bridgeOrHost', lab), network],
    runLab('bridgeOrHost', servers.bridge, lab, {
      network: true,
      extra: ['--network', network],
      setup: serve,
    }),
    runLab('bridgeOrHost', servers.shared, lab, { setup: serve }),
  ],
  trials: (lab) =>
    ways.map(({ id, label, network: mode, server }) => ({
      id: `wire.${id}`,
      label,
      docker: tryOut(
        'bridgeOrHost',
        lab,
        ['--network', mode, '--memory', '64m'],
        ['sh', '-c', fetch(server)],
      ),
      times: runs,
    })),
  claim: msg(
    'Containers can be much slower on the network: the separation is made of bridges and address translation (NAT).',
  ),
  chart: (facts) => speedRows(ways, (id) => speeds(facts, id)),
  check: (facts) => ways.every(({ id }) => speeds(facts, id).length >= runs),
  hints: (facts) => {
    if (bridgeOrHost.check(facts)) return [];
    if (!running(facts, servers.bridge) || !running(facts, servers.shared))
      return [msg('The container of this exercise does not run yet: start the exercise.')];
    const failed = facts.results.filter(({ trial, exitCode }) => trial.startsWith('wire.') && exitCode !== 0);
    if (failed.length > 0)
      return [
        msg(
          'Failed transfers: {0}. The image needs the programs `nc` and `timeout`. The last one said: {1}',
          failed.length,
          failed.at(-1)?.output.trim().slice(-200) ?? '',
        ),
      ];
    return [runsDone(ways, (id) => speeds(facts, id), runs)];
  },
  explanation: [
    msg(
      'This has measured the bridge alone. Addresses are translated (NAT) only for what leaves the machine, or comes in through a published port.',
    ),
    msg(
      'Over a bridge each packet passes a pair of virtual network cards, the bridge and its firewall rules; within one network it goes through the loopback device only. That costs processor time, so it shows at such speeds, and hardly behind a real network card.',
    ),
    msg(
      '`--network host` spares the bridge in the same way, and its price is the isolation: the container sees all of the machine’s network, and its ports may clash with others. If the spreads above overlap, your machine shows no difference.',
    ),
  ],
};

function speeds(facts: CourseFacts, id: string): number[] {
  return transferSpeeds(facts, `wire.${id}`, /^clock ([\d.]+) ([\d.]+) /m, mebibytes);
}
