import { courseLabel, runLabel } from '../course/exercise';
import { clearImages } from './clearImages';
import { isOf, list, parseInspected, type Ask, type Clearance } from './labQuestions';
import type { RunRecord } from './runRecords';

/** Whose things are to go. */
export interface Leavings {
  readonly exercise: string;
  /** Runs of this exercise on one engine. */
  readonly runs: readonly RunRecord[];
  /** Names that the exercise gives to containers, or tells the learner to give. */
  readonly names: readonly string[];
}

/**
 * Removes what these runs made: containers, networks, volumes and images. Of containers also one that the learner
 * made for the exercise, known by the exercise’s own name and its label. Nothing that only inherited a label, and
 * nothing that something else uses. Throws `EngineSilent` where the engine gives no answer.
 */
export async function clearRuns(ask: Ask, leavings: Leavings): Promise<Clearance> {
  const counts = [
    await clearContainers(ask, leavings),
    await clearNamed(ask, 'network', leavings),
    await clearNamed(ask, 'volume', leavings),
    await clearImages(ask, leavings.runs),
  ];
  return {
    removed: counts.reduce((sum, { removed }) => sum + removed, 0),
    held: counts.reduce((sum, { held }) => sum + held, 0),
  };
}

interface InspectedContainer {
  readonly Id: string;
  readonly Name: string;
  /** The id of its image. */
  readonly Image: string;
  readonly Config: { readonly Labels: Readonly<Record<string, string>> | null };
}

interface InspectedImage {
  readonly Id: string;
  readonly Config?: { readonly Labels?: Readonly<Record<string, string>> | null } | null;
}

async function clearContainers(ask: Ask, { exercise, runs, names }: Leavings): Promise<Clearance> {
  const filter = ['--all', '--quiet', '--no-trunc', '--filter', `label=${courseLabel}=${exercise}`];
  const ids = await list(ask, ['ps', ...filter]);
  if (ids.length === 0) return { removed: 0, held: 0 };
  const found = parseInspected(
    (await ask(['container', 'inspect', ...ids])).stdout,
  ) as readonly InspectedContainer[];
  const inherited = await labelsOfImages(ask, found);
  const ours = found.filter(({ Image, Config: { Labels } }) => {
    const fromImage = inherited.get(Image);
    // Where its image is gone, nobody can tell whence the label is.
    return fromImage && isOf(Labels, runs) && !isOf(fromImage, runs);
  });
  const learners = found.filter(({ Name, Image, Config: { Labels } }) => {
    const fromImage = inherited.get(Image);
    return (
      fromImage &&
      fromImage[courseLabel] === undefined &&
      Labels?.[runLabel] === undefined &&
      names.includes(Name.replace(/^\//, ''))
    );
  });
  await remove(
    ask,
    ['rm', '--force', '--volumes'],
    ours.map(({ Id }) => Id),
  );
  // What the learner wrote into a volume of such a container stays.
  await remove(
    ask,
    ['rm', '--force'],
    learners.map(({ Id }) => Id),
  );
  const left = new Set(await list(ask, ['ps', ...filter]));
  const wanted = [...ours, ...learners];
  const held = wanted.filter(({ Id }) => left.has(Id)).length;
  return { removed: wanted.length - held, held };
}

/** The labels of the containers' images, by the image's id; one that is not there is absent. */
async function labelsOfImages(
  ask: Ask,
  containers: readonly InspectedContainer[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const ids = [...new Set(containers.map(({ Image }) => Image))];
  const { stdout } = await ask(['image', 'inspect', ...ids]);
  const images = parseInspected(stdout) as readonly InspectedImage[];
  return new Map(images.map(({ Id, Config }) => [Id, Config?.Labels ?? {}]));
}

/** Networks and volumes inherit nothing: what carries a run's label was made by it. The engine keeps what is in use. */
async function clearNamed(ask: Ask, kind: 'network' | 'volume', { runs }: Leavings): Promise<Clearance> {
  let removed = 0;
  let held = 0;
  for (const { run, commands } of runs) {
    if (!commands.includes(kind)) continue;
    const filter = [kind, 'ls', '--quiet', '--filter', `label=${runLabel}=${run}`];
    const ids = await list(ask, filter);
    await remove(ask, [kind, 'rm'], ids);
    const left = ids.length === 0 ? [] : await list(ask, filter);
    removed += ids.length - left.length;
    held += left.length;
  }
  return { removed, held };
}

async function remove(ask: Ask, command: readonly string[], ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await ask([...command, ...ids]);
}
