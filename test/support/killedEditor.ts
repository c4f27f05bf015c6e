// Stands for an editor that is killed in mid-lab: starts the labs named on its command line, each on its way to
// end after as many seconds, with its records in a folder, then the trials of the last one, and says “ready”. Whoever started it kills it then.
import { exercises } from '../../src/course/chapters';
import { LabRunner } from '../../src/walkthrough/labRunner';
import { RunRecords } from '../../src/walkthrough/runRecords';

const [host = '', image = '', seconds = '', folder = '', ...ids] = process.argv.slice(2);
const labs = new LabRunner(() => ({ name: 'test', source: 'setting', host }), new RunRecords(folder));
const context = { image, lifetime: Number(seconds) };

async function main(): Promise<void> {
  const chosen = exercises.filter(({ id }) => ids.includes(id));
  for (const exercise of chosen) await labs.start(exercise, context);
  for (const exercise of chosen)
    await labs.try(exercise, context, {
      ask: () => Promise.resolve(),
      onResult: () => {
        process.stdout.write('ready\n');
      },
    });
}

void main();
