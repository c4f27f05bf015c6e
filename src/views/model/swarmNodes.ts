import type { Swarm, SwarmNode, SwarmResources, SwarmService, SwarmTask } from '../../engine/port';
import { formatBytes } from '../../kernel/formatBytes';
import { msg, type Message } from '../../message';
import { detailNode } from './detailNode';
import { nameOrder } from './nameOrder';
import { warningIcon, type Say, type TreeNode } from './treeNode';

/** Name of the shown engine that has this container; undefined when none has. */
export type EngineOf = (container: string) => string | undefined;

type Parent = Pick<TreeNode, 'id' | 'engine' | 'containers'>;

/** The swarm that an engine manages, as the last row of the engine; read when it is expanded. */
export function swarmNode(engine: string, say: Say): TreeNode {
  return {
    id: `${engine}/swarm`,
    engine,
    containers: [],
    target: { kind: 'swarm' },
    label: say(msg('Swarm')),
    description: say(msg('managed by this engine')),
    tooltip: {
      title: say(msg('Swarm')),
      facts: [],
      lesson: say(
        msg(
          'A swarm is Docker’s own way past one machine: a service says how many tasks are wanted, managers choose a node for each, and each task is one ordinary container there.',
        ),
      ),
      chapter: 'market',
    },
    spoken: say(msg('Swarm managed by the engine {0}', engine)),
    icon: { name: 'globe' },
    context: 'swarm',
    expand: 'collapsed',
  };
}

/** Nodes by name, then services by name, each with what is below it. */
export function swarmNodes(parent: Parent, swarm: Swarm, engineOf: EngineOf, say: Say): readonly TreeNode[] {
  const compare = nameOrder();
  const nodes = [...swarm.nodes].sort((a, b) => compare(a.hostname, b.hostname));
  const services = [...swarm.services].sort((a, b) => compare(a.name, b.name));
  return [
    ...nodes.map((node) => machineNode(parent, node, swarm, say)),
    ...services.map((service) => serviceNode(parent, service, swarm, engineOf, say)),
  ];
}

/** A machine of the swarm. What its tasks reserve is all that the scheduler counts. */
function machineNode(parent: Parent, node: SwarmNode, swarm: Swarm, say: Say): TreeNode {
  const tasks = swarm.tasks.filter((task) => task.nodeId === node.id && isCurrent(task));
  const reserved = reservedBy(tasks, swarm.services);
  const role = say(node.leader ? msg('manager, leader') : roles[node.role]);
  const state = say(nodeStates[node.state] ?? msg('state {0}', node.state));
  const availability = say(availabilities[node.availability] ?? msg('availability {0}', node.availability));
  const able = node.state === 'ready' && node.availability === 'active';
  const description = [role, able ? state : `${state}, ${availability}`].join(' · ');
  const free = resourcesInWords(node.resources, say);
  return detailNode(parent, {
    key: `node/${node.id}`,
    label: node.hostname,
    description,
    facts: [
      [say(msg('Address')), node.address],
      [say(msg('Engine')), node.engineVersion],
      [say(msg('Availability')), availability],
      [say(msg('Has')), free],
      [say(msg('Tasks')), String(tasks.length)],
    ],
    lesson: say(
      msg('A node is a machine with an engine of its own: the containers of its tasks run on its kernel.'),
    ),
    chapter: 'market',
    spoken: say(msg('Swarm node {0}, {1}', node.hostname, description)),
    icon: able ? { name: 'server' } : warningIcon,
    context: 'swarm-node',
    children: [
      detailNode(
        { ...parent, id: `${parent.id}/node/${node.id}` },
        {
          key: 'reserved',
          label: say(msg('Reserved by tasks')),
          description: say(
            msg(
              '{0} of {1} CPUs, {2} of {3}',
              rounded(reserved.cpus),
              rounded(node.resources.cpus),
              say(formatBytes(reserved.memory)),
              say(formatBytes(node.resources.memory)),
            ),
          ),
          lesson: say(
            msg(
              'The scheduler adds up reservations, not what is really used: where nothing is reserved, a node is never full.',
            ),
          ),
          chapter: 'market',
          icon: { name: 'dashboard' },
          context: 'swarm-reserved',
        },
      ),
    ],
  });
}

function serviceNode(
  parent: Parent,
  service: SwarmService,
  swarm: Swarm,
  engineOf: EngineOf,
  say: Say,
): TreeNode {
  const all = swarm.tasks.filter((task) => task.serviceId === service.id);
  const current = all.filter(isCurrent).sort((a, b) => a.slot - b.slot || (a.id < b.id ? -1 : 1));
  const running = current.filter((task) => task.state === 'running').length;
  const wanted = service.mode === 'replicated' ? service.replicas : current.length;
  const count = say(msg('{0} of {1} tasks running', running, wanted));
  const failures = [...new Set(all.map((task) => task.error).filter((error) => error !== ''))];
  const id = `${parent.id}/service/${service.id}`;
  const below = { ...parent, id };
  return detailNode(parent, {
    key: `service/${service.id}`,
    label: service.name,
    description: `${count} · ${service.image}`,
    facts: [
      [say(msg('Mode')), say(modes[service.mode])],
      [say(msg('Stack')), service.labels['com.docker.stack.namespace'] ?? ''],
      [say(msg('Failures')), failures.join('; ')],
    ],
    lesson: say(
      msg('A service is a wish: managers start and replace tasks until as many run as are wanted.'),
    ),
    chapter: 'market',
    spoken: say(msg('Swarm service {0}, {1}, image {2}', service.name, count, service.image)),
    icon: running < wanted ? warningIcon : { name: 'layers' },
    context: 'swarm-service',
    children: [
      detailNode(below, {
        key: 'reservations',
        label: say(msg('Reservations')),
        description: isNothing(service.reservations)
          ? say(msg('nothing reserved'))
          : resourcesInWords(service.reservations, say),
        lesson: say(
          msg(
            'A node must have this much left for a task to be placed there; it is the managers’ bookkeeping, and no kernel holds it back.',
          ),
        ),
        chapter: 'market',
        icon: { name: 'bookmark' },
        context: 'swarm-resources',
      }),
      detailNode(below, {
        key: 'limits',
        label: say(msg('Limits')),
        description: isNothing(service.limits) ? say(msg('no limit')) : resourcesInWords(service.limits, say),
        lesson: say(
          msg('What the control group of each task’s container holds it to, by the kernel of its node.'),
        ),
        chapter: 'forkBomb',
        icon: { name: 'dashboard' },
        context: 'swarm-resources',
      }),
      ...current.map((task) => taskNode(below, task, service, swarm, engineOf, say)),
    ],
  });
}

function taskNode(
  parent: Parent,
  task: SwarmTask,
  service: SwarmService,
  swarm: Swarm,
  engineOf: EngineOf,
  say: Say,
): TreeNode {
  const node = swarm.nodes.find(({ id }) => id === task.nodeId)?.hostname ?? '';
  const label = `${service.name}.${service.mode === 'global' ? node : task.slot}`;
  const state = say(taskStates[task.state] ?? msg('state {0}', task.state));
  const place = node === '' ? say(msg('on no node yet')) : say(msg('on {0}', node));
  const engine = task.containerId === '' ? undefined : engineOf(task.containerId);
  return detailNode(
    { ...parent, containers: task.containerId === '' ? [] : [task.containerId] },
    {
      key: `task/${task.id}`,
      label,
      description: [state, place, task.error].filter((part) => part !== '').join(' · '),
      facts: [
        [say(msg('Node')), node],
        [say(msg('Container')), task.containerId.slice(0, 12)],
        [say(msg('Failure')), task.error],
      ],
      lesson: say(
        engine === undefined
          ? msg(
              'A task is one container on one node; connect to that node’s engine, which is not shown here, to look inside.',
            )
          : msg('A task is one container on one node: click to go to its container.'),
      ),
      chapter: 'market',
      spoken: say(
        msg('Swarm task {0}, {1}, {2}', label, state, [place, task.error].filter(Boolean).join(', ')),
      ),
      icon:
        task.state === 'running' ? { name: engine === undefined ? 'circle-outline' : 'link' } : warningIcon,
      context: engine === undefined ? 'swarm-task' : 'swarm-task here',
      target:
        engine === undefined ? { kind: 'detail' } : { kind: 'task', engine, container: task.containerId },
    },
  );
}

/** Tasks that are meant to be there now; the manager keeps some of the past as well. */
function isCurrent({ desiredState }: SwarmTask): boolean {
  return desiredState === 'running' || desiredState === 'ready' || desiredState === 'complete';
}

function reservedBy(tasks: readonly SwarmTask[], services: readonly SwarmService[]): SwarmResources {
  const sum = { cpus: 0, memory: 0, pids: 0 };
  for (const task of tasks) {
    const reserved = services.find(({ id }) => id === task.serviceId)?.reservations;
    sum.cpus += reserved?.cpus ?? 0;
    sum.memory += reserved?.memory ?? 0;
  }
  return sum;
}

function isNothing({ cpus, memory, pids }: SwarmResources): boolean {
  return cpus === 0 && memory === 0 && pids === 0;
}

/** What is set, such as `0.5 CPU, 64 MiB, 50 processes`. */
function resourcesInWords({ cpus, memory, pids }: SwarmResources, say: Say): string {
  const parts: string[] = [];
  if (cpus > 0) parts.push(say(msg('{0} CPU', rounded(cpus))));
  if (memory > 0) parts.push(say(formatBytes(memory)));
  if (pids > 0) parts.push(say(msg('{0} processes', pids)));
  return parts.join(', ');
}

function rounded(cpus: number): number {
  return Math.round(cpus * 100) / 100;
}

const roles: Record<SwarmNode['role'], Message> = { manager: msg('manager'), worker: msg('worker') };

const modes: Record<SwarmService['mode'], Message> = {
  replicated: msg('as many tasks as it says'),
  global: msg('one task for each node'),
  job: msg('tasks that come to an end'),
};

const nodeStates: Readonly<Record<string, Message>> = {
  ready: msg('ready'),
  down: msg('down'),
  disconnected: msg('disconnected'),
  unknown: msg('state unknown'),
};

const availabilities: Readonly<Record<string, Message>> = {
  active: msg('takes tasks'),
  pause: msg('takes no new tasks'),
  drain: msg('gives its tasks away'),
};

/** Docker's own words: https://docs.docker.com/engine/swarm/how-swarm-mode-works/swarm-task-states/ */
const taskStates: Readonly<Record<string, Message>> = {
  new: msg('waiting for a node'),
  pending: msg('waiting for a node'),
  assigned: msg('being prepared'),
  accepted: msg('being prepared'),
  preparing: msg('being prepared'),
  ready: msg('being prepared'),
  starting: msg('starting'),
  running: msg('running'),
  complete: msg('complete'),
  shutdown: msg('stopped'),
  failed: msg('failed'),
  rejected: msg('rejected by the node'),
  remove: msg('being removed'),
  orphaned: msg('lost: its node was down for too long'),
};
