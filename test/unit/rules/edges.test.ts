import assert from 'node:assert/strict';
import type { FileAccess } from '../../../src/compose/composeModel';
import { lintCompose } from '../../../src/compose/lintCompose';
import { rules } from '../../../src/compose/rules/registry';
import { findingsOf, ruleNamed, wordsUnder } from './ruleTable';

/** A service `web` with these keys, and whatever stands after it. */
const web = (keys: string, after = ''): string =>
  `services:\n  web:\n${keys
    .split('\n')
    .map((line) => `    ${line}\n`)
    .join('')}${after}`;

type Case = readonly [
  rule: string,
  what: string,
  text: string,
  expected: readonly string[],
  files?: FileAccess,
];

const disk = (files: Readonly<Record<string, string>>): FileAccess => ({
  readFile: (path) => files[path],
  exists: (path) => path in files,
});

const cases: readonly Case[] = [
  // What the schema takes and Compose does not.
  ['schema-bad-value', 'a variable without a name', web('image: "${}"'), ['${}']],
  ['schema-bad-value', 'a variable that is not closed', web('image: "a:${TAG:-1"'), ['${TAG:-1']],
  ['schema-bad-value', 'a variable inside of another’s default', web('image: "a:${TAG:-${1}}"'), ['${1}']],
  [
    'schema-bad-value',
    'dollar signs of a script',
    web('image: a:1\ncommand: [sh, -c, "echo $1 $? $${x} $"]'),
    [],
  ],
  [
    'schema-bad-value',
    'a bad variable in what is the file’s own',
    'x-a: "${ A }"\nservices: {a: {image: b:1}}\n',
    ['${ A }'],
  ],
  ['schema-bad-value', 'a number in words', web('image: a:1\nscale: two\ncpus: half'), ['two', 'half']],
  [
    'schema-bad-value',
    'a list for a healthcheck without how to run it',
    web('image: a:1\nhealthcheck: {test: [curl, -f]}'),
    ['curl'],
  ],
  [
    'schema-bad-value',
    'an entry that stands twice',
    web('image: a:1\nsecurity_opt: [a, b, a]\ncap_add: [c, c]'),
    ['a'],
  ],
  [
    'schema-bad-value',
    'a secret from two places',
    'services: {a: {image: b:1}}\nsecrets: {s: {file: f, environment: E}}\n',
    ['environment'],
  ],
  [
    'schema-bad-value',
    'a volume that is another’s, with a driver',
    'services: {a: {image: b:1}}\nvolumes: {v: {external: true, driver: local}}\n',
    ['driver'],
  ],
  [
    'schema-missing-key',
    'a config from nowhere',
    'services: {a: {image: b:1}}\nconfigs: {c: {}, d: {external: true}}\n',
    ['c'],
  ],
  [
    'schema-missing-key',
    'a folder that is mounted from nowhere',
    web('image: a:1\nvolumes: [{type: bind, target: /b}]'),
    ['{type: bind, target: /b}'],
  ],
  [
    'correctness-no-image',
    'a service that is taken away',
    'services:\n  a: !reset null\n  b: {image: c:1}\n',
    [],
  ],
  [
    'correctness-unresolved-file',
    'a service that is nowhere',
    web('image: a:1\nextends: wep', '  wex: {image: b:1}\n'),
    ['wep'],
  ],
  // What does its work once and ends.
  ...['correctness-healthcheck-missing', 'correctness-restart-missing'].flatMap((rule): Case[] => [
    [
      rule,
      'a service that others wait for to end',
      `services:\n  a: {image: x, healthcheck: {test: y}, restart: always, depends_on: {b: {condition: service_completed_successfully}}}\n  b: {image: x}\n`,
      [],
    ],
    [
      rule,
      'a service that is named for a job',
      'services:\n  initContainer: {image: x}\n  db-migrate: {image: x}\n',
      [],
    ],
    [rule, 'a service of a profile for a job', web('image: a:1\nprofiles: [setup]'), []],
    [
      rule,
      'a service that has the letters of a job in its name',
      'services: {contest-initial: {image: x}}',
      ['contest-initial'],
    ],
    [rule, 'a service that is never restarted', web('image: a:1\nrestart: "no"'), []],
  ]),
  [
    'credential-default-interpolation',
    'a word that says that there is no key',
    web('image: a:1\nenvironment: ["API_KEY=${API_KEY:-invalid}"]'),
    [],
  ],
  [
    'credential-image-default',
    'a script that sets the variable',
    web(
      'image: rabbitmq:4\ncommand: [sh, -c, "export RABBITMQ_DEFAULT_PASS=$$(cat /run/secrets/p); exec docker-entrypoint.sh rabbitmq-server"]',
    ),
    [],
  ],
  [
    'credential-auth-off',
    'Grafana without a login, for everybody as administrator',
    web(
      'image: grafana/grafana:12\nenvironment: {GF_AUTH_ANONYMOUS_ENABLED: "true", GF_AUTH_ANONYMOUS_ORG_ROLE: Admin}',
    ),
    ['Admin'],
  ],
  [
    'credential-auth-off',
    'Grafana for everybody to look at',
    web(
      'image: grafana/grafana:12\nenvironment: {GF_AUTH_ANONYMOUS_ENABLED: "true", GF_AUTH_ANONYMOUS_ORG_ROLE: Viewer}',
    ),
    [],
  ],
  [
    'credential-auth-off',
    'a role that nobody gets',
    web('image: grafana/grafana:12\nenvironment: {GF_AUTH_ANONYMOUS_ORG_ROLE: Admin}'),
    [],
  ],
  // Variables: what is unknown is not wrong, what has a default is judged by it.
  ['security-root-user', 'a user in a variable', web('image: a:1\nuser: ${UID}'), []],
  ['security-root-user', 'root by default', web('image: a:1\nuser: ${UID:-0}'), ['${UID:-0}']],
  ['security-root-user', 'a user whose number begins with zero', web('image: a:1\nuser: "01000"'), []],
  ['security-published-port', 'an address in a variable', web('image: a:1\nports: ["${IP}:8080:80"]'), []],
  ['security-published-port', 'a mapping in a variable', web('image: a:1\nports: ["${LISTEN}:80"]'), []],
  [
    'security-published-port',
    'a default that holds an address',
    web('image: a:1\nports: ["${LISTEN:-127.0.0.1:8080}:80"]'),
    [],
  ],
  [
    'security-published-port',
    'the host’s network',
    web('image: a:1\nnetwork_mode: host\nports: ["8080:80"]'),
    [],
  ],
  ['security-published-port', 'localhost in IPv6', web('image: a:1\nports: ["[::1]:8080:80"]'), []],
  [
    'security-published-port',
    'all addresses in IPv6',
    web('image: a:1\nports: ["[::]:8080:80"]'),
    ['"[::]:8080:80"'],
  ],
  [
    'security-published-database',
    'port 9092 of no Kafka',
    web('image: kapacitor:1\nports: ["9092:9092"]'),
    [],
  ],
  [
    'security-published-database',
    'Kafka',
    web('image: apache/kafka:3\nports: ["9092:9092"]'),
    ['"9092:9092"'],
  ],
  ['limits-memory', 'a limit in a variable', web('image: a:1\nmem_limit: ${M}'), []],
  ['limits-pids', 'no limit by default', web('image: a:1\npids_limit: ${P:-0}'), ['${P:-0}']],
  ['limits-reservation-above-limit', 'unknown sizes', web('mem_limit: ${M}\nmem_reservation: 1g'), []],
  ['limits-reservation-above-limit', 'units', web('mem_limit: 1g\nmem_reservation: 1024m'), []],
  ['limits-swap-below-memory', 'units', web('mem_limit: 1GiB\nmemswap_limit: 1024MB'), []],
  ['limits-memory-too-small', 'no limit', web('mem_limit: 0'), []],
  ['supply-latest-tag', 'an image in a variable', web('image: ${IMAGE}'), []],
  [
    'supply-latest-tag',
    'a registry with a port',
    web('image: example.org:5000/web'),
    ['example.org:5000/web'],
  ],
  ['supply-latest-tag', 'a digest', web('image: nginx@sha256:abc'), []],
  ['supply-latest-tag', 'a tag that begins like latest', web('image: nginx:latest-alpine'), []],
  ['security-sensitive-mount', 'a path in a variable', web('volumes: ["${DIR}:/x:ro"]'), []],
  ['security-sensitive-mount', 'the clock', web('volumes: ["/etc/localtime:/etc/localtime:ro"]'), []],
  ['security-sensitive-mount', 'keys of the user', web('volumes: ["~/.ssh:/keys:ro"]'), ['~/.ssh']],
  ['security-sensitive-mount', 'a slash at the end', web('volumes: ["/etc/:/x:ro"]'), ['/etc/']],
  ['security-sensitive-mount-writable', 'a volume of that name', web('volumes: ["etc:/etc"]'), []],
  [
    'security-sensitive-mount-writable',
    'a socket',
    web('volumes: ["/run/docker.sock:/run/docker.sock"]'),
    [],
  ],
  ['security-docker-socket', 'a path in a variable', web('volumes: ["${S}:/var/run/docker.sock"]'), ['${S}']],
  [
    'security-docker-socket',
    'a name that ends alike',
    web('volumes: ["./mydocker.sock:/run/mydocker.sock"]'),
    [],
  ],
  ['security-no-new-privileges', 'an option in a variable', web('image: a:1\nsecurity_opt: ["${OPT}"]'), []],
  ['correctness-undefined-volume', 'a volume in a variable', web('image: a:1\nvolumes: ["${V}:/x"]'), []],
  [
    'correctness-undefined-volume',
    'a default',
    web('image: a:1\nvolumes: ["${V:-data}:/x"]'),
    ['${V:-data}'],
  ],
  ['correctness-undefined-volume', 'a default path', web('image: a:1\nvolumes: ["${V:-./d}:/x"]'), []],
  ['correctness-undefined-volume', 'a Windows path', web('image: a:1\nvolumes: ["C:\\\\d:/x"]'), []],
  [
    'correctness-duplicate-host-port',
    'an address each',
    web('ports: ["10.0.0.1:80:80", "10.0.0.2:80:81"]'),
    [],
  ],
  ['correctness-duplicate-host-port', 'one line twice', web('ports: ["80:80", "80:80"]'), []],
  [
    'correctness-duplicate-host-port',
    'alternatives by profile',
    'services:\n  a: { profiles: [x], ports: ["80:80"] }\n  b: { profiles: [y], ports: ["80:80"] }\n',
    [],
  ],
  [
    'correctness-duplicate-host-port',
    'values of .env',
    'services:\n  a: { ports: ["${P:-80}:80"] }\n  b: { ports: ["80:80"] }\n',
    [],
    disk({ '.env': 'P=8080\n' }),
  ],
  [
    'correctness-duplicate-host-port',
    'both from .env',
    'services:\n  a: { ports: ["${P}:80"] }\n  b: { ports: ["8080:80"] }\n',
    ['"8080:80"'],
    disk({ '.env': 'P=8080\n' }),
  ],
  ['correctness-unset-variable', 'a value in .env', web('image: a:${TAG}'), [], disk({ '.env': 'TAG=1\n' })],
  ['correctness-unset-variable', 'a dollar for the program', web('command: echo $$HOME $$X'), []],
  [
    'correctness-unset-variable',
    'one variable twice',
    web('image: a:${TAG}\nlabels: ["tag=${TAG}"]'),
    ['${TAG}'],
  ],
  ['correctness-base60-port', 'a number too large', web('ports:\n  - 60:60'), []],
  // Pieces and merges.
  ['limits-memory', 'a piece for an override', web('environment: { A: b }'), []],
  [
    'limits-memory',
    'a service of another file',
    web('image: a:1\nextends: { file: other.yaml, service: b }'),
    [],
  ],
  [
    'limits-memory',
    'a limit by merge',
    'x-small: &small\n  mem_limit: 64m\nservices:\n  web:\n    <<: *small\n    image: a:1\n',
    [],
  ],
  [
    'limits-memory',
    'a limit by extends',
    'services:\n  web:\n    image: a:1\n    extends: base\n  base:\n    image: b:1\n    mem_limit: 64m\n',
    [],
  ],
  [
    'security-privileged',
    'one anchor of two services, said once',
    'x-all: &all\n  privileged: true\nservices:\n  a: { <<: *all, image: "a:1" }\n  b: { <<: *all, image: "b:1" }\n',
    ['true'],
  ],
  [
    'correctness-undefined-service',
    'an include may bring it',
    `include: [other.yaml]\n${web('image: a:1\ndepends_on: [db]')}`,
    [],
  ],
  [
    'correctness-undefined-secret',
    'an override file may bring it',
    web('image: a:1\nsecrets: [s]'),
    [],
    disk({ 'compose.override.yaml': 'secrets: { s: { file: s } }\n' }),
  ],
  [
    'correctness-unused-volume',
    'a volume used by its default name',
    web('volumes: ["${V:-data}:/x"]\nimage: a:1', 'volumes:\n  data:\n'),
    [],
  ],
  [
    'correctness-unused-secret',
    'a secret of a build',
    web('build: { context: ., secrets: [token] }', 'secrets:\n  token: { environment: T }\n'),
    [],
  ],
  [
    'correctness-duplicate-container-name',
    'a name from one anchor',
    'x-n: &n\n  container_name: web\nservices:\n  a: { <<: *n }\n  b: { <<: *n }\n',
    ['b'],
  ],
  [
    'correctness-healthcheck-awaited',
    'an unknown image',
    'services:\n  a:\n    image: a:1\n    depends_on: { b: { condition: service_healthy } }\n  b: { image: "me/b:1" }\n',
    [],
  ],
  ['correctness-missing-env-file', 'an edge that cannot tell', web('env_file: web.env'), []],
  ['correctness-missing-build-context', 'a repository', web('build: github.com/a/b'), [], disk({})],
  [
    'correctness-network-mode-conflict',
    'no networks in the list',
    web('network_mode: host\nnetworks: []'),
    [],
  ],
  [
    'security-dangerous-capability',
    'a lower-case name with prefix',
    web('cap_add: [cap_sys_admin]'),
    ['cap_sys_admin'],
  ],
  ['security-dangerous-device', 'a terminal', web('devices: ["/dev/ttyS0:/dev/ttyS0", "/dev/net/tun"]'), []],
  [
    'security-dangerous-device',
    'a disk by its id',
    web('devices: ["/dev/disk/by-id/x:/dev/x"]'),
    ['"/dev/disk/by-id/x:/dev/x"'],
  ],
];

describe('rules at their edges', () => {
  for (const [id, what, text, expected, files] of cases)
    it(`${id}: ${what}`, () => {
      assert.deepEqual(wordsUnder(text, findingsOf(ruleNamed(id), text, files)), expected, text);
    });

  it('never throw, whatever stands where', () => {
    const odd = [
      '',
      '~',
      '[]',
      '{}',
      '5',
      'text',
      '[~]',
      '[[a]]',
      '[{}]',
      '{a: }',
      '{a: [b]}',
      '$',
      '${',
      '":"',
      '!reset null',
    ];
    const keys = [
      'image',
      'build',
      'ports',
      'volumes',
      'networks',
      'secrets',
      'configs',
      'depends_on',
      'links',
      'extends',
      'deploy',
      'environment',
      'env_file',
      'healthcheck',
      'logging',
      'security_opt',
      'cap_add',
      'cap_drop',
      'devices',
      'tmpfs',
      'user',
      'ulimits',
      'mem_limit',
      'memswap_limit',
      'profiles',
      'container_name',
      'network_mode',
      'pid',
      'volumes_from',
      'scale',
    ];
    const everyRule = rules.map((rule) => ({
      ...rule,
      severities: { learn: 'hint', recommended: 'hint', strict: 'hint' } as const,
    }));
    const lint = (text: string): unknown =>
      lintCompose(text, 'compose.yaml', { rules: everyRule, files: disk({ '.env': '=\n' }) });
    for (const key of keys)
      for (const value of odd) lint(`services:\n  a:\n    ${key}: ${value}\n  b: ${value}\n`);
    for (const value of odd) lint(`services: ${value}\nvolumes: ${value}\nnetworks: ${value}\n`);
  });
});
