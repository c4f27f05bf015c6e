import type { ChapterId } from '../../chapterId';
import { msg, type Message } from '../../message';
import type { ContainerState, ContainerSummary } from '../../engine/port';
import { composeServiceLabel, isLive, projectOf } from './containerGroups';
import { serviceLabel } from './serviceLabel';
import type { NodeIcon, Say, Section, TreeNode } from './treeNode';
import { sections, warningIcon } from './treeNode';

/** Id of a container's node: commands reveal it by this. */
export function containerNodeId(engine: string, container: string): string {
  return `${engine}/container/${container}`;
}

/** Id of a compose project's node. */
export function projectNodeId(engine: string, project: string): string {
  return `${engine}/project/${project}`;
}

/** A compose project with its containers, expanded while one of them runs. */
export function projectNode(
  engine: string,
  project: string,
  containers: readonly ContainerSummary[],
  say: Say,
): TreeNode {
  const live = containers.filter(isLive).length;
  const description = say(msg('{0} of {1} running', live, containers.length));
  return {
    id: projectNodeId(engine, project),
    engine,
    containers: containers.map((container) => container.id),
    target: { kind: 'project', project },
    label: project,
    description,
    tooltip: {
      title: project,
      facts: [
        [say(msg('Compose project')), description],
        [say(msg('Services')), servicesOf(containers)],
      ],
      lesson: say(
        msg(
          'A compose project is no thing of the kernel: it is a label that compose puts on the containers, networks and volumes of one file.',
        ),
      ),
      chapter: 'pad',
    },
    spoken: say(msg('Compose project {0}, {1}', project, description)),
    icon: { name: 'layers' },
    context: ['project', live > 0 ? 'live' : '', live < containers.length ? 'idle' : '']
      .filter(Boolean)
      .join(' '),
    expand: 'expanded',
    dimmed: live === 0,
  };
}

function servicesOf(containers: readonly ContainerSummary[]): string {
  const services = new Set(
    containers.map((container) => container.labels[composeServiceLabel] ?? container.name),
  );
  return [...services].join(', ');
}

/**
 * A container as the list names it; what is inside is read when it is expanded. `project` are all shown
 * containers of the project that it stands under: there its service is name enough.
 */
export function containerNode(
  engine: string,
  container: ContainerSummary,
  say: Say,
  project?: readonly ContainerSummary[],
): TreeNode {
  const state = say(stateInWords(container));
  const health = healthOf(container);
  const healthText = health === undefined ? undefined : say(healthInWords[health]);
  const stateText = healthText === undefined ? state : `${state}, ${healthText}`;
  const live = isLive(container);
  const composeProject = projectOf(container);
  const facts: [string, string][] = [
    [say(msg('State')), stateText],
    [say(msg('Image')), container.image],
    [say(msg('Command')), container.command],
    [say(msg('Id')), container.id.slice(0, 12)],
  ];
  if (composeProject !== undefined)
    facts.push([
      say(msg('Compose')),
      [composeProject, container.labels[composeServiceLabel]].filter(Boolean).join(' / '),
    ]);
  return {
    id: containerNodeId(engine, container.id),
    engine,
    containers: [container.id],
    target: { kind: 'container' },
    label: project === undefined ? container.name : serviceLabel(container, project),
    description: `${stateText} · ${container.image}`,
    tooltip: {
      title: container.name,
      facts,
      lesson: say(
        live
          ? msg(
              'A container is not a box: it is a group of processes, with namespaces for what they see and a cgroup for what they may use.',
            )
          : msg(
              'A stopped container has no process, so no namespace and no limit exist for it now: only its files and its configuration are left.',
            ),
      ),
      chapter: 'definition',
    },
    spoken: say(msg('Container {0}, {1}, image {2}', container.name, stateText, container.image)),
    icon: stateIcon(container.state, health),
    context: ['container', container.state, ...containerTraits(container)].join(' '),
    expand: 'collapsed',
    dimmed: !live,
  };
}

function containerTraits(container: ContainerSummary): string[] {
  const traits: string[] = [];
  if (isLive(container)) traits.push('live');
  else traits.push('idle');
  if (container.ports.length > 0) traits.push('ports');
  if (projectOf(container) !== undefined) traits.push('compose');
  return traits;
}

function stateInWords(container: ContainerSummary): Message {
  const words: Record<ContainerState, Message> = {
    created: msg('created, never started'),
    running: msg('running'),
    paused: msg('paused'),
    restarting: msg('restarting'),
    removing: msg('being removed'),
    exited: msg('stopped'),
    dead: msg('dead: the engine could not remove it'),
    unknown: msg('state unknown'),
  };
  const code = /^Exited \((\d+)\)/.exec(container.status)?.[1];
  return container.state === 'exited' && code !== undefined
    ? msg('stopped with code {0}', code)
    : words[container.state];
}

type Health = 'healthy' | 'unhealthy' | 'starting';

const healthInWords: Record<Health, Message> = {
  healthy: msg('healthy'),
  unhealthy: msg('unhealthy'),
  starting: msg('health check pending'),
};

/** The engine's list names health only in the words of the status. */
function healthOf(container: ContainerSummary): Health | undefined {
  if (container.state !== 'running') return undefined;
  if (container.status.endsWith('(healthy)')) return 'healthy';
  if (container.status.endsWith('(unhealthy)')) return 'unhealthy';
  return container.status.endsWith('(health: starting)') ? 'starting' : undefined;
}

function stateIcon(state: ContainerState, health: Health | undefined): NodeIcon {
  if (health === 'unhealthy') return warningIcon;
  switch (state) {
    case 'running':
      return { name: 'circle-filled', color: 'testing.iconPassed' };
    case 'paused':
      return { name: 'debug-pause', color: 'testing.iconQueued' };
    case 'restarting':
      return { name: 'sync', color: 'testing.iconQueued' };
    case 'removing':
    case 'dead':
      return { name: 'circle-slash', color: 'disabledForeground' };
    case 'created':
    case 'exited':
    case 'unknown':
      return { name: 'circle-outline', color: 'disabledForeground' };
  }
}

/** The parts into which a container is taken apart. A stopped one has no processes. */
export function sectionNodes(engine: string, container: ContainerSummary, say: Say): readonly TreeNode[] {
  const shown = isLive(container) ? sections : sections.filter((section) => section !== 'processes');
  return shown.map((section) => sectionNode(engine, container, section, say));
}

function sectionNode(engine: string, container: ContainerSummary, section: Section, say: Say): TreeNode {
  const { label, icon, lesson, chapter } = sectionTexts[section];
  return {
    id: `${containerNodeId(engine, container.id)}/${section}`,
    engine,
    containers: [container.id],
    target: { kind: 'section', section },
    label: say(label),
    description: '',
    tooltip: { title: say(label), facts: [], lesson: say(lesson), chapter },
    spoken: say(msg('{0} of container {1}', say(label), container.name)),
    icon: { name: icon },
    context: projectOf(container) === undefined ? `section ${section}` : `section ${section} compose`,
    expand: 'collapsed',
  };
}

const sectionTexts: Record<
  Section,
  {
    label: Message;
    icon: string;
    lesson: Message;
    chapter: ChapterId;
  }
> = {
  namespaces: {
    label: msg('Namespaces'),
    icon: 'symbol-namespace',
    lesson: msg(
      'Namespaces decide what the processes see: eight kinds, each the container’s own, the host’s or shared.',
    ),
    chapter: 'origins',
  },
  limits: {
    label: msg('Limits'),
    icon: 'dashboard',
    lesson: msg(
      'The control group (cgroup) decides how much the processes may use; without a limit, all of the host.',
    ),
    chapter: 'forkBomb',
  },
  processes: {
    label: msg('Processes'),
    icon: 'list-tree',
    lesson: msg(
      'These are ordinary processes of the engine’s host: its kernel runs them, and its root user sees them all.',
    ),
    chapter: 'definition',
  },
  permissions: {
    label: msg('Permissions'),
    icon: 'shield',
    lesson: msg(
      'Being root in a container means little by itself: capabilities, seccomp and the security module decide.',
    ),
    chapter: 'definition',
  },
  network: {
    label: msg('Network and mounts'),
    icon: 'plug',
    lesson: msg(
      'How the outside gets in: networks and published ports, and the files that outlive the container.',
    ),
    chapter: 'whyDocker',
  },
};
