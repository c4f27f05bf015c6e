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

/**
 * Arguments of `docker run` for a first container: `hello-world` when it is there or when nothing else is
 * (then it is downloaded, 13 kB), else a shell of the configured image, or of one already there, that says hello.
 */
export function firstRun(
  references: readonly string[],
  greeting: string,
  configured = '',
): readonly string[] {
  const hello = references.find((reference) => baseName(reference) === 'hello-world');
  const shell = configured === '' ? shellImage(references) : configured;
  return hello === undefined && shell !== undefined ? [shell, 'echo', greeting] : [hello ?? 'hello-world'];
}
