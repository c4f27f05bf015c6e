import assert from 'node:assert/strict';
import { configuredService, driftTexts, runningService } from '../../../src/editor/model/driftText';
import { composeArguments } from '../../../src/editor/model/composeArguments';
import { lensesOf, type EngineSight, type LensInput } from '../../../src/editor/model/lensModel';
import { projectName } from '../../../src/editor/model/projectName';
import { containersOfProject, serviceState, stateWords } from '../../../src/editor/model/serviceState';
import type { ContainerInspect, ContainerState, ContainerSummary } from '../../../src/engine/port';
import { formatMessage } from '../../../src/message';

function container(
  service: string,
  state: ContainerState,
  more: Partial<ContainerSummary> = {},
): ContainerSummary {
  return {
    id: `${service}-id`,
    name: service,
    image: 'busybox',
    imageId: 'sha256:1',
    command: '',
    created: 0,
    state,
    status: '',
    ports: [],
    networkMode: '',
    ...more,
    labels: {
      'com.docker.compose.project': 'p',
      'com.docker.compose.service': service,
      'com.docker.compose.oneoff': 'False',
      ...more.labels,
    },
  };
}

const known = (...containers: readonly ContainerSummary[]): EngineSight => ({
  kind: 'known',
  services: containersOfProject(containers, 'p'),
  host: 'localhost',
});

const range = { start: 0, end: 1 };
function titles(sight: EngineSight, more: Partial<LensInput> = {}): string[] {
  return lensesOf({
    servicesKey: undefined,
    services: [{ name: 'web', range, replicas: 1, profiles: [] }],
    passwords: [],
    sight,
    drift: [],
    pending: new Set(),
    choices: '',
    project: 'p',
    profiles: [],
    shown: () => true,
    ...more,
  }).map(({ title }) => formatMessage(title));
}

describe('lenses', () => {
  const port = { ip: '0.0.0.0', publicPort: 8080, privatePort: 80, protocol: 'tcp' };
  const cases: [string, EngineSight, Partial<LensInput>, string[]][] = [
    ['of a service that was never started', known(), {}, ['not created', 'Up']],
    [
      'of a running one, ports once',
      known(container('web', 'running', { ports: [port, { ...port, ip: '::' }] })),
      {},
      ['running', 'Stop', 'Restart', 'Logs', 'Shell', 'Inspect Namespaces', 'port 8080'],
    ],
    [
      'of one that was killed',
      known(container('web', 'exited', { status: 'Exited (137) 2 minutes ago' })),
      {},
      ['exited 137', 'Up', 'Logs'],
    ],
    [
      'of one that has done its work',
      known(container('web', 'exited', { status: 'Exited (0) now' })),
      {},
      ['finished', 'Up', 'Logs'],
    ],
    [
      'of one that is unhealthy',
      known(container('web', 'running', { status: 'Up 3 minutes (unhealthy)' })),
      {},
      ['unhealthy', 'Stop', 'Restart', 'Logs', 'Shell', 'Inspect Namespaces'],
    ],
    [
      'of a scaled one of which one is missing',
      known(container('web', 'running'), container('web', 'running', { id: 'b' })),
      { services: [{ name: 'web', range, replicas: 3, profiles: [] }] },
      ['running 2/3', 'Up', 'Stop', 'Restart', 'Logs', 'Shell', 'Inspect Namespaces'],
    ],
    [
      'of a scaled one of which one is unhealthy and one was killed',
      known(
        container('web', 'running', { status: 'Up 3 minutes (unhealthy)' }),
        container('web', 'running', { id: 'b', status: 'Up 3 minutes (healthy)' }),
        container('web', 'exited', { id: 'c', status: 'Exited (137) now' }),
      ),
      { services: [{ name: 'web', range, replicas: 3, profiles: [] }] },
      ['1 of 3 unhealthy', 'Up', 'Stop', 'Restart', 'Logs', 'Shell', 'Inspect Namespaces'],
    ],
    [
      'of one that is paused: compose cannot start it, nor is there a shell',
      known(container('web', 'paused', { status: 'Up 2 minutes (Paused)' })),
      {},
      ['paused', 'Resume', 'Stop', 'Restart', 'Logs'],
    ],
    [
      'of one that dies and is started again and again: Stop ends it',
      known(container('web', 'restarting', { status: 'Restarting (1) 2 seconds ago' })),
      {},
      ['restarting again and again', 'Stop', 'Restart', 'Logs'],
    ],
    [
      'of one that was only created',
      known(container('web', 'created')),
      {},
      ['created, not started', 'Up', 'Logs'],
    ],
    [
      'on services: of a stack that is paused',
      known(container('web', 'paused')),
      { servicesKey: range, shown: (kind) => !/state|logs/.test(kind) },
      ['Resume', 'Stop', 'Restart', 'Resume', 'Stop', 'Restart'],
    ],
    [
      'of one that differs from the file',
      known(container('web', 'running')),
      { drift: [{ service: 'web', kind: 'changed', container: undefined }] },
      [
        'running',
        'differs from the file',
        'Apply the File (Converge)',
        'Stop',
        'Restart',
        'Logs',
        'Shell',
        'Inspect Namespaces',
      ],
    ],
    [
      'of one that waits for a profile',
      known(),
      { services: [{ name: 'web', range, replicas: 1, profiles: ['debug'] }] },
      ['only with profile debug', 'Up'],
    ],
    [
      'of a one-off run: it is not the service',
      known(container('web', 'running', { labels: { 'com.docker.compose.oneoff': 'True' } })),
      {},
      ['not created', 'Up'],
    ],
    [
      'of another project',
      known(container('web', 'running', { labels: { 'com.docker.compose.project': 'q' } })),
      {},
      ['not created', 'Up'],
    ],
    ['while the engine is asked: they keep their places', { kind: 'reading' }, {}, ['…', 'Up']],
    ['without an engine', { kind: 'unreachable' }, {}, ['Up']],
    [
      'on services:, with what was chosen',
      known(container('web', 'running')),
      {
        services: [
          { name: 'web', range, replicas: 1, profiles: [] },
          { name: 'db', range, replicas: 1, profiles: [] },
        ],
        servicesKey: range,
        choices: '--profile x',
        shown: (kind) => kind === 'state' || kind === 'up',
      },
      ['p: 1 of 2 services run', 'Up', 'with --profile x', 'running', 'not created', 'Up'],
    ],
    [
      'on services:, of all files that are run together; those of other files have none of their own here',
      known(container('web', 'running'), container('db', 'running')),
      {
        services: [
          { name: 'web', range, replicas: 1, profiles: [] },
          { name: 'db', range: undefined, replicas: 1, profiles: [] },
        ],
        servicesKey: range,
        shown: (kind) => kind === 'state',
      },
      ['p: 2 of 2 services run', 'running'],
    ],
    [
      'on services:, of one service that differs',
      known(container('web', 'running')),
      {
        services: [],
        servicesKey: range,
        drift: [{ service: 'web', kind: 'changed', container: undefined }],
        shown: (kind) => kind === 'state',
      },
      ['p: 0 of 0 services run', '1 service differs from the file', 'Apply the File (Converge)'],
    ],
    [
      'switched off one by one',
      known(container('web', 'running')),
      { shown: (kind) => kind === 'logs' },
      ['Logs'],
    ],
    [
      'on a default password',
      { kind: 'unreachable' },
      { services: [], passwords: [{ range, name: 'POSTGRES_PASSWORD' }] },
      ['POSTGRES_PASSWORD: a default password. Change it and its copies'],
    ],
  ];
  for (const [name, sight, more, expected] of cases)
    it(name, () => {
      assert.deepEqual(titles(sight, more), expected);
    });
});

describe('states of services', () => {
  const up = (id: string, words = ''): ContainerSummary =>
    container('a', 'running', { id, status: `Up 1 second ${words}`.trim() });
  const exited = (code: number): ContainerSummary =>
    container('a', 'exited', { id: 'gone', status: `Exited (${code}) 2 seconds ago` });
  const paused = container('a', 'paused', { status: 'Up 2 minutes (Paused)' });
  const cases: [string, number, readonly ContainerSummary[], string][] = [
    ['not created', 1, [], 'not created'],
    ['created', 1, [container('a', 'created')], 'created, not started'],
    ['running', 1, [up('1', '(healthy)')], 'running'],
    ['all of several', 2, [up('1'), up('2')], 'running 2/2'],
    ['one of several missing', 3, [up('1'), up('2')], 'running 2/3'],
    ['one of several killed', 3, [up('1'), up('2'), exited(137)], 'running 2/3, exited 137'],
    ['one of several finished', 3, [up('1'), up('2'), exited(0)], 'running 2/3'],
    ['more than the file says', 1, [up('1'), up('2')], 'running 2/2'],
    ['starting', 1, [up('1', '(health: starting)')], 'starting'],
    ['unhealthy', 1, [up('1', '(unhealthy)')], 'unhealthy'],
    ['one of several unhealthy', 2, [up('1', '(unhealthy)'), up('2')], '1 of 2 unhealthy'],
    ['paused', 1, [paused], 'paused'],
    ['one of several paused', 2, [paused, up('2')], '1 of 2 paused'],
    [
      'restarting',
      1,
      [container('a', 'restarting', { status: 'Restarting (1) now' })],
      'restarting again and again',
    ],
    [
      'one of several restarting',
      2,
      [container('a', 'restarting'), up('2')],
      '1 of 2 restart again and again',
    ],
    ['killed', 1, [exited(137)], 'exited 137'],
    ['finished', 1, [exited(0)], 'finished'],
    ['one of several failed, all ended', 2, [exited(0), exited(3)], 'exited 3'],
    ['removing', 1, [container('a', 'removing', { status: 'Removal In Progress' })], 'being removed'],
    ['dead', 1, [container('a', 'dead', { status: 'Dead' })], 'dead: its removal failed'],
  ];
  for (const [name, replicas, containers, expected] of cases)
    it(name, () => {
      assert.equal(formatMessage(stateWords(serviceState(containers, replicas))), expected);
    });
});

describe('the project’s name', () => {
  const base = { chosen: '', environment: undefined, named: undefined, folder: '/home/me/My App_2' };
  it('is the folder’s, made plain', () => {
    assert.equal(projectName(base), 'myapp_2');
  });
  it('is the folder’s on Windows, too', () => {
    assert.equal(projectName({ ...base, folder: 'C:\\Users\\Me\\My App_2' }), 'myapp_2');
    assert.equal(projectName({ ...base, folder: '\\\\server\\share\\Shop\\' }), 'shop');
  });
  it('is the file’s, the environment’s, the option’s, each before the other', () => {
    assert.equal(projectName({ ...base, named: 'a' }), 'a');
    assert.equal(projectName({ ...base, named: 'a', environment: 'b' }), 'b');
    assert.equal(projectName({ ...base, named: 'a', environment: 'b', chosen: 'c' }), 'c');
  });
});

describe('the command line', () => {
  it('is words, whatever stands in them', () => {
    assert.deepEqual(
      composeArguments({
        files: ['compose.yaml', 'my file; rm -rf .yaml'],
        profiles: ['a b'],
        envFiles: ['$(x).env'],
        projectName: 'p',
        command: ['up', '--detach'],
        operands: ['--privileged'],
      }),
      [
        'compose',
        '--file',
        'compose.yaml',
        '--file',
        'my file; rm -rf .yaml',
        '--project-name',
        'p',
        '--env-file',
        '$(x).env',
        '--profile',
        'a b',
        'up',
        '--detach',
        '--',
        '--privileged',
      ],
    );
  });
});

describe('what differs', () => {
  const inspected = {
    name: 'p-db-1',
    config: {
      image: 'postgres:16',
      user: '',
      env: ['PATH=/bin', 'POSTGRES_PASSWORD=one', 'MODE=a', 'URL=postgres://u:one@db/x'],
    },
    hostConfig: {
      restartPolicy: 'no',
      privileged: false,
      readonlyRootfs: false,
      capAdd: [],
      capDrop: [],
      memory: 0,
      pidsLimit: 0,
      nanoCpus: 0,
    },
    mounts: [
      { type: 'volume', name: 'p_data', source: '/var/x', destination: '/data', mode: '', writable: true },
    ],
    networks: { p_default: {} },
    ports: [],
  } as unknown as ContainerInspect;
  const raw = {
    Config: {
      Labels: { 'com.docker.compose.service': 'db', 'com.docker.compose.container-number': '1' },
    },
  };
  it('stands side by side, what is equal equal, and secrets never show', () => {
    const texts = driftTexts(
      runningService(inspected, raw, { Env: ['PATH=/bin'] }, 'p'),
      configuredService(
        {
          services: {
            db: {
              image: 'postgres:17',
              environment: { POSTGRES_PASSWORD: 'two', MODE: 'a', URL: 'postgres://u:two@db/x' },
              volumes: [{ source: 'data', target: '/data' }],
              networks: { default: null },
              mem_limit: '536870912',
            },
          },
        },
        'db',
        {},
        'p',
      ),
    );
    assert.deepEqual(texts.running.trim().split('\n'), [
      'environment.MODE: a',
      'environment.POSTGRES_PASSWORD: •••• (old)',
      'environment.URL: •••• (old)',
      'image: postgres:16',
      'mount /data: p_data',
      'network default: joined',
    ]);
    assert.deepEqual(texts.file.trim().split('\n'), [
      'environment.MODE: a',
      'environment.POSTGRES_PASSWORD: •••• (new)',
      'environment.URL: •••• (new)',
      'image: postgres:17',
      'mem_limit: 536870912',
      'mount /data: p_data',
      'network default: joined',
    ]);
  });
});
