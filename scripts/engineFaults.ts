// npx tsx scripts/engineFaults.ts faults|kills [ROUNDS] [SEED]
// Rounds of random faults between the view and a real daemon, or of a daemon that is killed (needs root and dockerd).
import { ownDaemon, withBusybox } from '../test/engine/fixtures';
import { faultRounds } from '../test/support/faultRounds';
import { killRounds } from '../test/support/killRounds';

const [what = 'faults', rounds = '1000', seed = String(Math.floor(Math.random() * 2 ** 31))] =
  process.argv.slice(2);
const log = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const daemon = await ownDaemon();
  try {
    await daemon.start();
    await withBusybox(daemon);
    const begun = performance.now();
    log(`${rounds} rounds of ${what}, seed ${seed}`);
    const options = { rounds: Number(rounds), seed: Number(seed), log };
    const { wrong, unsettled, faults } =
      what === 'kills'
        ? { unsettled: [], faults: new Map(), ...(await killRounds({ ...options, daemon })) }
        : await faultRounds({ ...options, socket: daemon.socket });
    for (const line of [...wrong, ...unsettled]) log(line);
    log(`faults: ${JSON.stringify(Object.fromEntries(faults))}`);
    log(
      `${wrong.length} wrong, ${unsettled.length} unsettled in ${Math.round((performance.now() - begun) / 1000)} s`,
    );
    process.exitCode = wrong.length + unsettled.length > 0 ? 1 : 0;
  } finally {
    await daemon.remove();
  }
}

void main();
