import { msg } from '../../message';
import type { Exercise } from '../exercise';
import type { CourseFacts } from '../facts';
import { allRight, quizHints, type Question } from '../question';

/** Chapter 12: which engines are on this machine, and what became of the others. */
export const enginesHere: Exercise = {
  id: 'enginesHere',
  title: msg('Which engine is yours?'),
  goal: msg('See which engines can be reached from here, and what may take their place.'),
  steps: [msg('Unboxed looked for docker contexts and sockets. Read what it found in the questions.')],
  questions,
  check: (facts) => facts.engine !== undefined && allRight(questions(facts), facts),
  hints: (facts) =>
    facts.engine === undefined
      ? [msg('No engine answers: look for one first.')]
      : quizHints(questions(facts), facts),
  explanation: [
    msg(
      'What is called “Docker” is a chain of parts that a standard (OCI) keeps apart: the image format, the runtime, the engine. Each can be exchanged.',
    ),
  ],
  errata: [
    {
      course: msg('rkt is another container engine.'),
      today: msg(
        'Archived by the CNCF in 2019, ended in 2020. Today: Podman, containerd with nerdctl, CRI-O.',
      ),
      source: 'https://www.cncf.io/projects/rkt/',
    },
    {
      course: msg('LXC is pleasant to use with LXD, which Canonical develops.'),
      today: msg('LXD left the Linux Containers project in 2023; Incus is the community’s fork.'),
      source: 'https://linuxcontainers.org/incus/introduction/',
    },
    {
      course: msg('Apache Mesos, which manages clusters, lets one do without Docker.'),
      today: msg('It was retired to the Apache Attic in 2025.'),
      source: 'https://attic.apache.org/projects/mesos.html',
    },
  ],
  action: { command: 'unboxed.checkEngine', label: msg('Check the Engine') },
};

function questions({ engine, engines }: CourseFacts): Question[] {
  if (!engine) return [];
  const found = engines.length === 0 ? '–' : engines.join(', ');
  return [
    {
      id: 'enginesHere.runtime',
      text: msg(
        'Found here: {0}. The current engine is version {1}. Which program makes its containers’ namespaces and cgroups?',
        found,
        engine.version,
      ),
      look: msg('`docker info` names the runtimes and the default one.'),
      choices: [
        {
          id: 'engine',
          text: msg('The engine itself'),
          right: false,
          because: msg('The engine hands this to a runtime. Here it is “{0}”.', engine.defaultRuntime),
        },
        {
          id: 'runtime',
          text: msg('{0}', engine.defaultRuntime),
          right: true,
          because: msg('Right. Known to it: {0}.', engine.runtimes.join(', ')),
        },
        {
          id: 'compose',
          text: msg('docker compose'),
          right: false,
          because: msg('Compose only asks the engine, as `docker` does.'),
        },
      ],
    },
    {
      id: 'enginesHere.image',
      text: msg('You move from Docker to Podman or to CRI-O under Kubernetes. What happens to your images?'),
      look: msg('Chapter 7 says what the parts have in common: OCI.'),
      choices: [
        {
          id: 'rebuild',
          text: msg('All must be built again'),
          right: false,
          because: msg('They follow the OCI image format, which the others read too.'),
        },
        {
          id: 'same',
          text: msg('They run as they are'),
          right: true,
          because: msg('Right: the OCI image format is shared.'),
        },
        {
          id: 'convert',
          text: msg('They are converted to virtual machines'),
          right: false,
          because: msg('No virtual machine is needed on Linux: all of these start processes.'),
        },
      ],
    },
  ];
}
