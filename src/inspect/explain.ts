import { msg, type Message } from '../message';
import { formatBytes } from '../kernel/formatBytes';
import { anywhere, onHost } from './byHand';
import { explainMachine } from './explainMachine';
import { explainNamespace } from './explainNamespace';
import { explainProcess } from './explainProcess';
import { explainQuota } from './explainQuota';
import type { Explanation, Subject } from './explanation';
import type { ContainerView, InspectFacts } from './inspectFacts';
import { namespaceTexts } from './namespaceTexts';
import { projectKey } from './pictureColumns';
import { shellWords } from './shellWords';
import type { UsageById } from './usageWords';
import { visibleText } from '../platform/visibleText';

type Say = (message: Message) => string;

/** What a part of the picture is, in one sentence, with its numbers and the commands that show them by hand. */
export function explain(subject: Subject, facts: InspectFacts, usage: UsageById, say: Say): Explanation {
  switch (subject.kind) {
    case 'kernel':
      return explainKernel(facts, say);
    case 'rootCgroup':
      return explainRootCgroup(facts, say);
    case 'host':
      return explainHost(say);
    case 'container':
      return explainContainer(find(facts, subject.id), facts, say);
    case 'group':
      return explainGroup(subject.project, subject.containers.length, say);
    case 'slot':
      return explainProcess(subject.slot, find(facts, subject.container ?? ''), facts, say);
    case 'region':
      return explainNamespace(subject.region, facts, say);
    case 'band':
      return {
        title: say(msg('Namespaces of type {0}', subject.type)),
        sentence: say(
          msg(
            'A namespace of type {0} decides {1}.',
            subject.type,
            say(namespaceTexts[subject.type].isolates),
          ),
        ),
        more: [],
        numbers: [],
        commands: [{ where: onHost(say), line: `sudo lsns --type ${subject.type}` }],
      };
    case 'bar':
      return explainQuota(subject.name, subject.containers, subject.host, facts, usage, say);
    case 'machine':
      return explainMachine(subject.part, subject.count, say);
    case 'permissions':
      return explainPermissions(find(facts, subject.container), facts, say);
  }
}

function find(facts: InspectFacts, id: string): ContainerView | undefined {
  return facts.containers.find((container) => container.id === id);
}

function explainKernel({ engine, containers }: InspectFacts, say: Say): Explanation {
  const running = containers.filter((container) => container.running).length;
  return {
    title: say(msg('The kernel')),
    sentence: say(msg('One Linux kernel runs all of these processes; no container brings one of its own.')),
    more: [
      say(msg('A namespace is nothing but the answer that this kernel gives to a process: what it may see.')),
    ],
    numbers: [
      { label: say(msg('Version')), value: visibleText(engine.kernel, 80) },
      { label: say(msg('Containers shown that run')), value: String(running) },
      { label: say(msg('Operating system of the host')), value: visibleText(engine.operatingSystem, 80) },
    ],
    commands: [
      { where: onHost(say), line: 'uname -r' },
      {
        where: anywhere(say),
        line: shellWords([...engine.docker, 'info', '--format', '{{.KernelVersion}}']),
      },
    ],
  };
}

function explainRootCgroup({ engine }: InspectFacts, say: Say): Explanation {
  return {
    title: say(msg('The root of the cgroups')),
    sentence: say(
      msg(
        'Every process stands in this tree of groups; a container’s group is a branch of it, with quotas of its own.',
      ),
    ),
    more: [say(msg('Namespaces say what a process sees; cgroups say how much it may use.'))],
    numbers: [
      { label: say(msg('Memory of the host')), value: say(formatBytes(engine.memory)) },
      { label: say(msg('Processors of the host')), value: String(engine.cpus) },
      { label: say(msg('cgroup version')), value: String(engine.cgroupVersion) },
    ],
    commands: [
      { where: onHost(say), line: 'systemd-cgls --no-pager' },
      { where: onHost(say), line: 'ls /sys/fs/cgroup' },
    ],
  };
}

function explainHost(say: Say): Explanation {
  return {
    title: say(msg('The host’s own processes')),
    sentence: say(
      msg(
        'Processes of the host are a group like the others: they stand in the namespaces that the kernel made at its start.',
      ),
    ),
    more: [
      say(msg('The engine does not list them; shown are process 1 and those that started the containers.')),
    ],
    numbers: [],
    commands: [
      { where: onHost(say), line: 'ps -e -o pid,ppid,user,comm --forest' },
      { where: onHost(say), line: 'sudo ls -l /proc/1/ns' },
    ],
  };
}

function explainContainer(container: ContainerView | undefined, facts: InspectFacts, say: Say): Explanation {
  if (container === undefined) return gone(say);
  const docker = facts.engine.docker;
  const { processes, planned } = container;
  const numbers = [
    { label: say(msg('Image')), value: visibleText(container.image, 200) },
    { label: say(msg('Processes')), value: String(processes.length) },
    ...(container.mainPid > 0
      ? [{ label: say(msg('Main process, on the host')), value: String(container.mainPid) }]
      : []),
    ...(planned ? [] : [{ label: say(msg('Id')), value: container.id.slice(0, 12) }]),
    ...container.failures.map(({ reason, detail }) => ({
      label: say(msg('Not read')),
      value: `${say(reason)} ${visibleText(detail, 300)}`,
    })),
  ];
  const sentence = planned
    ? msg('This container does not exist yet: it shows what your choices would make.')
    : container.running
      ? msg(
          '“{0}” is no box: it is these processes, with what they see (namespaces), may use (cgroup) and may do (permissions).',
          visibleText(container.name, 80),
        )
      : msg(
          '“{0}” does not run: without a process, there is no namespace and no quota, only files and a plan.',
          visibleText(container.name, 80),
        );
  return {
    title: say(msg('Container {0}', visibleText(container.name, 80))),
    sentence: say(sentence),
    more: [],
    numbers,
    commands: planned
      ? []
      : [
          { where: anywhere(say), line: shellWords([...docker, 'top', container.id.slice(0, 12)]) },
          { where: anywhere(say), line: shellWords([...docker, 'inspect', container.id.slice(0, 12)]) },
          ...(container.mainPid > 0
            ? [{ where: onHost(say), line: `sudo ls -l /proc/${container.mainPid}/ns` }]
            : []),
        ],
  };
}

function explainGroup(project: string, count: number, say: Say): Explanation {
  return {
    title:
      project === ''
        ? say(msg('Containers without a project'))
        : say(msg('Project {0}', visibleText(project, 80))),
    sentence: say(msg('{0} containers, drawn as one since there are many.', count)),
    more: [],
    numbers: [{ label: say(msg('Containers')), value: String(count) }],
    commands: [],
    toggle: { key: projectKey(project), label: say(msg('Draw each of them')) },
  };
}

function explainPermissions(
  container: ContainerView | undefined,
  facts: InspectFacts,
  say: Say,
): Explanation {
  if (container === undefined) return gone(say);
  const { permissions, planned, mainPid } = container;
  const capabilities = permissions.find(({ name }) => name === 'capabilities')?.capabilities?.kept ?? [];
  return {
    title: say(msg('Permissions of {0}', visibleText(container.name, 80))),
    sentence: say(
      msg(
        'Root’s power is cut into capabilities; a container gets some, and a filter refuses system calls it should not need.',
      ),
    ),
    more: [
      ...permissions
        .filter(({ compared }) => compared === 'weaker')
        .map(({ title, meaning }) => `${say(title)}: ${say(meaning)}`),
      ...(capabilities.length > 0 ? [capabilities.join(', ')] : []),
    ],
    numbers: permissions.map(({ title, value }) => ({
      label: say(title),
      value: visibleText(say(value), 200),
    })),
    commands: planned
      ? []
      : [
          ...(mainPid > 0 ? [{ where: onHost(say), line: `grep Cap /proc/${mainPid}/status` }] : []),
          {
            where: anywhere(say),
            line: shellWords([
              ...facts.engine.docker,
              'exec',
              container.id.slice(0, 12),
              'grep',
              'Cap',
              '/proc/1/status',
            ]),
          },
        ],
  };
}

function gone(say: Say): Explanation {
  return {
    title: say(msg('Gone')),
    sentence: say(msg('This container does not exist any more.')),
    more: [],
    numbers: [],
    commands: [],
  };
}
