import { msg } from '../../message';
import type { Exercise } from '../exercise';
import { courseLabel } from '../exercise';
import { labels, running, runLab } from '../lab';

const name = 'unboxed-keeper';
const volume = 'unboxed-kept';
const file = '/data/note.txt';

/** Chapter 9: what must stay goes into a volume. */
export const keptInVolume: Exercise = {
  id: 'keptInVolume',
  title: msg('Kept, in a volume'),
  goal: msg('Write {0} in “{1}”, replace the container, and find the file again.', file, name),
  steps: [
    msg('Start the exercise: the container “{0}” runs, and a volume “{1}” is there.', name, volume),
    msg('“{0}” does not use the volume yet. Replace it by one that has the volume mounted on /data.', name),
    msg('Write {0}, then replace the container once more, with the same volume.', file),
  ],
  lab: (lab) => [
    ['volume', 'create', ...labels('keptInVolume', lab), volume],
    runLab('keptInVolume', name, lab),
  ],
  probes: [{ key: 'kept', container: name, command: ['sh', '-c', `[ -e ${file} ] && echo yes || echo no`] }],
  marks: (facts) => {
    const container = running(facts, name);
    return container && facts.readings['kept']?.trim() === 'yes' ? [`kept:${container.id}`] : [];
  },
  check: (facts) => {
    const kept = [...facts.marks].filter((mark) => mark.startsWith('kept:'));
    const container = running(facts, name);
    return (
      container?.details?.mounts.some((mount) => mount.name === volume && mount.destination === '/data') ===
        true &&
      facts.readings['kept']?.trim() === 'yes' &&
      kept.some((mark) => mark !== `kept:${container.id}`)
    );
  },
  hints: (facts) => {
    if (keptInVolume.check(facts)) return [];
    const container = running(facts, name);
    if (!container) return [msg('No container named “{0}” runs right now.', name)];
    const mounts = container.details?.mounts ?? [];
    if (mounts.length === 0)
      return [
        msg(
          '“{0}” has no volume. One that runs can’t be given one: replace it, with `--volume {1}:/data`.',
          name,
          volume,
        ),
      ];
    const mount = mounts.find((candidate) => candidate.name === volume);
    if (!mount) return [msg('“{0}” has another volume or folder mounted, not “{1}”.', name, volume)];
    if (mount.destination !== '/data')
      return [msg('The volume is mounted on {0}; the exercise asks for /data.', mount.destination)];
    if (facts.readings['kept']?.trim() !== 'yes')
      return [msg('{0} is not there. Write it from a shell in the container.', file)];
    return [msg('The file is in the volume. Now replace the container once more, and see it stay.')];
  },
  solution: ({ image }) => {
    const run = `docker run --detach --rm --label ${courseLabel}=keptInVolume --name ${name} --volume ${volume}:/data ${image} sleep 600`;
    return [
      `docker rm --force ${name}`,
      run,
      `docker exec ${name} sh -c 'echo remember me > ${file}'`,
      `docker rm --force ${name}`,
      run,
      `docker exec ${name} cat ${file}`,
    ];
  },
  explanation: [
    msg(
      'A volume is a folder that the engine keeps outside all containers and mounts into those that ask for it. It stays until somebody removes the volume itself.',
    ),
  ],
};
