import type { ImageChoice } from './exercise';

/** Small images with a shell, the smallest first. */
const shells = [
  'busybox',
  'alpine',
  'bash',
  'debian',
  'ubuntu',
  'nginx',
  'postgres',
  'redis',
  'node',
  'python',
];

/** The repository's own name: `docker.io/library/alpine:3.20` → `alpine`. */
function baseName(reference: string): string {
  return (
    reference
      .replace(/[@:][^/]*$/, '')
      .split('/')
      .at(-1) ?? reference
  );
}

/** An image already on the engine in which `sh` can be run; undefined when none is known to have it. */
export function shellImage(references: readonly string[]): string | undefined {
  for (const name of shells) {
    const found = references.find((reference) => baseName(reference) === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Downloaded when the engine has no image with a shell. */
export const smallestShell = 'busybox:1.37';

/** The image in which a lab runs: the configured one, else one that is there, else the smallest. */
export function labImage({ present, configured }: ImageChoice): string {
  return configured === '' ? (shellImage(present) ?? smallestShell) : configured;
}

/**
 * Image and command of a first container: `hello-world` when it is there or when nothing else is, else a shell of
 * the configured image, or of one already there, that says hello.
 */
export function firstRun({ present, configured }: ImageChoice, greeting: string): readonly string[] {
  if (configured !== '') return [configured, 'echo', greeting];
  const hello = present.find((reference) => baseName(reference) === 'hello-world');
  const shell = shellImage(present);
  return hello === undefined && shell !== undefined ? [shell, 'echo', greeting] : [hello ?? 'hello-world'];
}
