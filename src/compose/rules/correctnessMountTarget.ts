import { msg } from '../../message';
import type { Service, VolumeMount } from '../composeModel';
import { cleanPath } from '../facts/cleanPath';
import { knownText } from '../facts/knownText';
import type { Place } from '../finding';
import { readVolumes } from '../readVolumes';
import type { Rule, RuleContext } from '../rule';
import { withDefaults } from '../withDefaults';
import { itemsOf, placeOf, valueAt, type MapNode } from '../yamlNodes';

export const correctnessMountTarget: Rule = {
  id: 'correctness-mount-target',
  family: 'correctness',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg(
      'A mount has no place of its own in the container: it is taken, is no absolute path, or is `/`.',
    ),
    why: msg(
      'Each mount needs a directory of its own, named from the root. `/` is taken by the image. Of two `volumes` for one place Compose keeps the last; beside a `tmpfs` it refuses the file.',
    ),
    risk: msg(
      'The engine refuses to make the container (`mount path must be absolute`, `destination can’t be ‘/’`), or a directory is not where its author believes it to be.',
    ),
    kernelFact: msg(
      'mount(2) covers what lies at its target. Two mounts at one place are a stack in which only the upper one is seen.',
    ),
    chapter: 'whyDocker',
  },
  examples: {
    good: [
      `services:
  db:
    image: postgres:17
    tmpfs: ["/run:size=16m"]
    volumes:
      - data:/var/lib/postgresql/data
      - ./init.sql:/docker-entrypoint-initdb.d/init.sql:ro
      - /var/cache/anonymous
volumes:
  data:
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    tmpfs: [/cache]
    volumes:
      - ./cache:/cache
`,
      `services:
  web:
    image: nginx:1.27
    volumes:
      - ./old:/srv
      - ./new:/srv/
`,
      `services:
  web:
    image: nginx:1.27
    tmpfs: run
    volumes:
      - ./site:usr/share/nginx/html
      - type: bind
        source: ./root
        target: /
`,
    ],
  },
  checkService(service, { report }) {
    const tmpfs = tmpfsMounts(service);
    const volumes = service.volumes.flatMap((one) => volumeMount(service, one));
    for (const mount of [...tmpfs, ...volumes]) reportPath(service, mount, report);
    for (const mount of service.volumes) reportDrive(service, mount, report);
    if (tmpfs.length + volumes.length < 2) return;
    const taken = new Map<string, Mount>();
    for (const mount of [...tmpfs, ...lastOfEach(volumes)]) {
      const before = taken.get(mount.target);
      if (before) reportTaken(service, mount, before, report);
      else taken.set(mount.target, mount);
    }
    for (const piece of service.pieces) reportDropped(service, piece, report);
  },
};

interface Mount {
  readonly place: Place;
  /** Where it is mounted, as Compose compares it. */
  readonly target: string;
  /** Of two `volumes` for which this is the same, Compose keeps the last. */
  readonly written: string;
}

/** Compose compares the targets of `tmpfs` as they are written, and takes two equal entries for one. */
function tmpfsMounts(service: Service): Mount[] {
  const mounts = new Map<string, Mount>();
  for (const node of itemsOf(service.get('tmpfs'))) {
    const written = knownText(service, node);
    const [target = ''] = written?.split(':', 1) ?? [];
    if (written !== undefined) mounts.set(written, { place: placeOf(node), target, written });
  }
  return [...mounts.values()];
}

/** None where the target is not known, or is a path of Windows. */
function volumeMount(service: Service, { node, place, target, type, form }: VolumeMount): Mount[] {
  const known = withDefaults(target, service.variablesOf(node));
  if (known === undefined || type === 'npipe' || /^[A-Za-z](?::|$)|\\/.test(known)) return [];
  const clean = cleanPath(known);
  return [{ place, target: clean, written: form === 'short' ? clean : known }];
}

const lastOfEach = (mounts: readonly Mount[]): Iterable<Mount> =>
  new Map(mounts.map((mount) => [mount.written, mount])).values();

function reportPath(service: Service, { place, target }: Mount, report: RuleContext['report']): void {
  if (target === '/')
    report({
      place,
      message: msg(
        '`{0}` mounts over `/`, where its image is: the engine refuses that (“destination can’t be ‘/’”). Name a directory.',
        service.name,
      ),
    });
  else if (!target.startsWith('/'))
    report({
      place,
      message: msg(
        '`{0}` is mounted at `{1}`, which is no absolute path: the engine refuses the container (“mount path must be absolute”). Begin with `/`.',
        service.name,
        target,
      ),
    });
}

/** A name of one letter is the letter of a drive for Compose. Containers of Windows have such paths: no error, then. */
function reportDrive(service: Service, mount: VolumeMount, report: RuleContext['report']): void {
  const { form, source, target, place } = mount;
  if (form !== 'short' || source !== undefined || !/^[A-Za-z]:\/./.test(target)) return;
  report({
    place,
    severity: 'warning',
    message: msg(
      '`{0}` mounts an anonymous volume at `{1}`: Compose takes a letter before `:` for a drive of Windows, and the engine on Linux refuses it (“mount path must be absolute”). Give the volume a longer name.',
      service.name,
      target,
    ),
  });
}

function reportTaken(service: Service, mount: Mount, before: Mount, report: RuleContext['report']): void {
  report({
    place: mount.place,
    message: msg(
      '`{0}` mounts two things at {1}: Compose refuses the file (“target {1} already mounted”).',
      service.name,
      mount.target,
    ),
    related: [{ place: before.place, message: msg('The other mount') }],
  });
}

/** What one list says twice: over the list of another file the last word is meant. */
function reportDropped(service: Service, piece: MapNode, report: RuleContext['report']): void {
  const list = valueAt(piece, 'volumes');
  if (list?.type !== 'seq' || list.items.length < 2) return;
  const before = new Map<string, Mount>();
  for (const mount of readVolumes(list).flatMap((one) => volumeMount(service, one))) {
    const other = before.get(mount.written);
    before.set(mount.written, mount);
    if (other)
      report({
        place: mount.place,
        severity: 'warning',
        message: msg(
          '`{0}` mounts two things at {1}: Compose keeps this one and drops the other without a word.',
          service.name,
          mount.target,
        ),
        related: [{ place: other.place, message: msg('The other mount') }],
      });
  }
}
