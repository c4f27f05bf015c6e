import { namespaceTypes, type NamespaceInodes } from '../kernel/namespaceTypes';
import { parseNamespaceLinks } from '../kernel/parseNamespaceLinks';
import { EngineError, type Engine, type EngineImage } from './port';

/**
 * Asks the user whether a helper container may look at the processes of the engine's host. Gives the image
 * to run it from, one of `images`, or undefined when it may not. Whoever implements it remembers the answer.
 */
export type HelperConsent = (engine: Engine, images: readonly EngineImage[]) => Promise<string | undefined>;

/** Writes one line a process: its number, then its namespaces as `readlink` shows them. */
const script = `for p in "$@"; do
  printf '%s' "$p"
  for n in ${namespaceTypes.join(' ')}; do printf ' %s' "$(readlink "/proc/$p/ns/$n" 2>/dev/null)"; done
  echo
done`;

/**
 * Images of the engine that surely have a shell and readlink, smallest first: official ones by their whole names, for
 * anybody can end a name of their own in `/busybox`, and this container sees the processes of the engine's host.
 */
export function helperImages(images: readonly EngineImage[]): readonly EngineImage[] {
  return images.filter(({ tags }) =>
    tags.some((tag) =>
      /^(docker\.io\/(library\/)?)?(busybox|alpine|debian|ubuntu|fedora|bash):[^/]+$/.test(tag),
    ),
  );
}

/**
 * Reads the namespaces of processes of the engine's host in one run of a container that sees them all. It
 * may look (SYS_PTRACE) but has no network, no write access and no new privileges, and is removed at the end.
 */
export async function readWithHelper(
  engine: Engine,
  image: string,
  pids: readonly number[],
): Promise<ReadonlyMap<number, NamespaceInodes>> {
  const { exitCode, stdout, stderr } = await engine.runOnce({
    image,
    command: ['sh', '-c', script, 'sh', ...pids.map(String)],
    labels: { 'unboxed.helper': 'namespaces' },
    hostConfig: {
      PidMode: 'host',
      // An engine that maps users gives the host's processes to nobody else.
      UsernsMode: 'host',
      CapDrop: ['ALL'],
      CapAdd: ['SYS_PTRACE'],
      ReadonlyRootfs: true,
      SecurityOpt: ['no-new-privileges', 'apparmor=unconfined'],
      Memory: 64 * 1024 * 1024,
      PidsLimit: 64,
    },
  });
  if (exitCode !== 0) throw new EngineError('unknown', stderr.trim() || `exit code ${exitCode}`);
  return new Map(
    stdout.split('\n').flatMap((line) => {
      const pid = Number.parseInt(line, 10);
      return Number.isNaN(pid) ? [] : [[pid, parseNamespaceLinks(line)] as const];
    }),
  );
}
