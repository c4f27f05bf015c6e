import type { Exercise } from './exercise';
import type { ImageFact } from './facts';
import { labImage } from './labImage';

const mebibyte = 2 ** 20;

/**
 * About how many bytes the course's images take on the way, compressed, for linux/amd64. Those of busybox and
 * postgres are from the list of sizes that the makers of the official images publish, the others are estimates; a
 * registry is asked nothing before the learner agrees.
 */
const downloads: ReadonlyMap<string, number> = new Map([
  ['busybox:1.37', 2.1 * mebibyte],
  ['hello-world:latest', 2.3 * 1024],
  ['postgres:16-alpine', 110 * mebibyte],
  ['nginx:1.27-alpine', 20 * mebibyte],
]);

/** An image without which an exercise can't be done. */
export interface NeededImage {
  readonly name: string;
  /** Bytes on the engine's disk; absent when it is not there, or when that is not known. */
  readonly size?: number;
  /** About how many bytes are to be downloaded; absent when that is not known. */
  readonly download?: number;
}

/** The images that an exercise needs, with what is known of their sizes. `images` are those of the engine. */
export function neededImages(
  { images: wanted, lab, trials }: Exercise,
  images: readonly ImageFact[] = [],
  configured = '',
): readonly NeededImage[] {
  const choice = { present: images.flatMap(({ tags }) => tags), configured };
  const names = wanted?.(choice) ?? (lab || trials ? [labImage(choice)] : []);
  return names.map((name) => {
    const size = findImage(images, name)?.size;
    const download = aboutDownload(name);
    return { name, ...(size !== undefined && { size }), ...(download !== undefined && { download }) };
  });
}

/** About how many bytes are to be downloaded for an image; undefined when that is not known. */
export function aboutDownload(reference: string): number | undefined {
  return downloads.get(wholeName(reference));
}

/** The image that `docker run` would take for this reference: by its tag, its digest or its id. */
export function findImage(images: readonly ImageFact[], reference: string): ImageFact | undefined {
  const wanted = wholeName(reference);
  return images.find(
    ({ id, tags, digests }) =>
      [...tags, ...digests].some((name) => wholeName(name) === wanted) ||
      (/^[0-9a-f]{12,64}$/.test(reference) && id.startsWith(`sha256:${reference}`)),
  );
}

/** `docker.io/library/busybox` and `busybox:latest` name the same image. */
function wholeName(reference: string): string {
  const name = reference.replace(/^docker\.io\/(library\/)?/, '');
  return /[@:][^/]*$/.test(name) ? name : `${name}:latest`;
}
