import { runLabel } from '../course/exercise';
import { list, parseInspected, type Ask, type Clearance } from './labQuestions';
import type { RunRecord } from './runRecords';

interface InspectedImage {
  readonly Id: string;
  readonly RepoTags: readonly string[] | null;
  readonly Parent?: string;
  readonly RootFS?: { readonly Layers?: readonly string[] | null } | null;
}

/**
 * Removes the images that these runs built. One that was built or committed from them has their label too, by
 * inheritance: it stays, and so do those below it. Names that the learner gave stay as well.
 */
export async function clearImages(ask: Ask, runs: readonly RunRecord[]): Promise<Clearance> {
  const builds = runs.filter(({ commands }) => commands.includes('build'));
  if (builds.length === 0) return { removed: 0, held: 0 };
  const tags = new Set(builds.flatMap((record) => record.tags));
  let { own, others } = await imagesOf(ask, builds, tags);
  const all = own.length;
  // Only those on which no other is built can go.
  for (let before = Infinity; own.length > 0 && own.length < before;) {
    before = own.length;
    const references = own
      .filter((image) => !others.some((other) => isBelow(image, other)))
      .flatMap((image) => ownReferences(image, tags));
    if (references.length === 0) break;
    await ask(['image', 'rm', '--no-prune', ...references]);
    ({ own, others } = await imagesOf(ask, builds, tags));
  }
  return { removed: all - own.length, held: own.length };
}

/**
 * The images that have a label of these runs. Their own are those of which the builds told, those that have a name
 * that the builds gave, those that have the label though the image before them has not (of a build that was killed),
 * and what stands before any of these.
 */
async function imagesOf(
  ask: Ask,
  runs: readonly RunRecord[],
  tags: ReadonlySet<string>,
): Promise<{ readonly own: readonly InspectedImage[]; readonly others: readonly InspectedImage[] }> {
  const labelled = new Map<string, InspectedImage>();
  for (const { run } of runs) {
    const filter = ['--all', '--quiet', '--no-trunc', '--filter', `label=${runLabel}=${run}`];
    const ids = await list(ask, ['image', 'ls', ...filter]);
    if (ids.length === 0) continue;
    const { stdout } = await ask(['image', 'inspect', ...ids]);
    for (const image of parseInspected(stdout) as readonly InspectedImage[]) labelled.set(image.Id, image);
  }
  const told = runs.flatMap(({ images }) => images);
  const own = new Set<InspectedImage>();
  for (const image of labelled.values()) {
    const { Id, Parent = '' } = image;
    const isOwn =
      told.some((id) => Id.startsWith(`sha256:${id}`)) ||
      image.RepoTags?.some((name) => isGiven(name, tags)) === true ||
      (Parent !== '' && !labelled.has(Parent));
    for (let each = isOwn ? image : undefined; each; each = labelled.get(each.Parent ?? '')) own.add(each);
  }
  return { own: [...own], others: [...labelled.values()].filter((image) => !own.has(image)) };
}

/** Whether the other one begins with all the layers of this one. */
function isBelow({ RootFS: below }: InspectedImage, { RootFS: above }: InspectedImage): boolean {
  return (below?.Layers ?? []).every((layer, index) => above?.Layers?.[index] === layer);
}

/** By what it is removed: the names that the run gave, or its id where it has no name. */
function ownReferences({ Id, RepoTags }: InspectedImage, tags: ReadonlySet<string>): readonly string[] {
  const names = RepoTags ?? [];
  return names.length === 0 ? [Id] : names.filter((name) => isGiven(name, tags));
}

/** Podman puts a registry before names that have none. */
function isGiven(name: string, tags: ReadonlySet<string>): boolean {
  return tags.has(name.replace(/^localhost\//, ''));
}

/** The names that a build gives. */
export function tagsOf(args: readonly string[]): string[] {
  if (args[0] !== 'build') return [];
  return args.flatMap((word, index) =>
    args[index - 1] === '--tag' ? [/:[^/]*$/.test(word) ? word : `${word}:latest`] : [],
  );
}

/** Ids in what a build says: after each step, and of its result. Some are of images that were there before. */
export function imagesToldOf(output: string): string[] {
  return [...output.matchAll(/(?: ---> |Successfully built |sha256:)([0-9a-f]{12,64})\b/g)].map(
    ([, id = '']) => id,
  );
}
