import assert from 'node:assert/strict';
import { lintCompose } from '../../../src/compose/lintCompose';

/**
 * Every reader of a scalar grows with its text: each key of a service (and what stands beside services) gets long
 * texts of the kinds that make a careless reader go back over what it has read.
 */

/** Pieces that are repeated, and what stands before and behind them. */
const texts: readonly { piece: string; before?: string; after?: string }[] = [
  { piece: '${' },
  { piece: '${a' },
  { piece: '${a:-' },
  { piece: '$$' },
  { piece: '$a' },
  { piece: '${a}' },
  { piece: '$a', before: '"' },
  { piece: '${a:-b} ', before: '"' },
  { piece: '}' },
  { piece: 'a' },
  { piece: 'a', before: '://', after: '@' },
  { piece: 'a:', before: 'b://' },
  { piece: 'a://' },
  { piece: 'a://b:c' },
  { piece: 'a://b:c@[' },
  { piece: '@', before: 'a://b:' },
  { piece: 'a b ', before: 'password;' },
  { piece: ' ', before: 'password&a' },
  { piece: '=', before: 'password;a' },
  { piece: 'a=', before: 'password;' },
  { piece: 'password= ', before: ';' },
  { piece: 'mysql ' },
  { piece: 'mysql -u ' },
  { piece: 'htpasswd -nb ' },
  { piece: 'mc alias set ' },
  { piece: '-D' },
  { piece: '-Da.password=' },
  { piece: '--a-password ' },
  { piece: 'user:' },
  { piece: 'a:b,' },
  { piece: 'user_', before: 'LoginModule ' },
  { piece: 'user_-', before: 'LoginModule ' },
  { piece: "password = '", before: 'LoginModule ' },
  { piece: 'password=' },
  { piece: "['a" },
  { piece: '{\\"a\\":\\"b\\",', before: '{' },
  { piece: '-set-' },
  { piece: 'set ' },
  { piece: '1' },
  { piece: '1:' },
  { piece: '1-' },
  { piece: '1.' },
  { piece: ':' },
  { piece: '/' },
  { piece: '../' },
  { piece: '.' },
  { piece: ',' },
  { piece: ', ' },
  { piece: '-' },
  { piece: '_' },
  { piece: '|' },
  { piece: "'" },
  { piece: '\\"' },
  { piece: ' ', before: 'a', after: 'b' },
  { piece: '\\n ', before: 'a' },
  { piece: '\\n' },
  { piece: 'a=b\\n' },
  { piece: '#' },
  { piece: ' #' },
  { piece: '$2b$' },
  { piece: '$2b$12$' },
  { piece: '$apr1$a$' },
];

/** A file with one long text at a place; `@` is the text between double quotes. */
const files: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'image',
      'command',
      'entrypoint',
      'container_name',
      'hostname',
      'user',
      'working_dir',
      'restart',
      'network_mode',
      'pid',
      'ipc',
      'cgroup',
      'mem_limit',
      'cpus',
      'cpuset',
      'shm_size',
      'stop_grace_period',
      'platform',
      'pull_policy',
      'build',
      'env_file',
      'userns_mode',
      'isolation',
    ].map((key) => [
      key,
      `services:\n  s:\n    image: a\n    ${key}: @\n`.replace('    image: a\n    image', '    image'),
    ]),
  ),
  ...Object.fromEntries(
    [
      'ports',
      'volumes',
      'devices',
      'expose',
      'cap_add',
      'security_opt',
      'dns',
      'tmpfs',
      'extra_hosts',
      'links',
      'depends_on',
      'networks',
      'profiles',
      'command',
      'secrets',
      'configs',
      'group_add',
      'volumes_from',
      'device_cgroup_rules',
      'env_file',
      'environment',
      'labels',
      'sysctls',
      'external_links',
    ].map((key) => [`${key}[]`, `services:\n  s:\n    image: a\n    ${key}: [@]\n`]),
  ),
  ...Object.fromEntries(
    ['A', 'A_PASSWORD', 'DATABASE_URL', 'A_OPTS', 'A_BASIC_AUTH', 'NEO4J_AUTH', 'A_USER'].map((key) => [
      `environment.${key}`,
      `services:\n  s:\n    image: neo4j\n    environment:\n      ${key}: @\n`,
    ]),
  ),
  'environment KEY=': 'services:\n  s:\n    image: a\n    environment: ["A_PASSWORD=~"]\n',
  'a key': 'services:\n  s:\n    image: a\n    environment:\n      ? @\n      : b\n',
  'labels.basicauth':
    'services:\n  s:\n    image: a\n    labels:\n      a.basicauth.users: @\n      caddy.basic_auth: @\n',
  'healthcheck.test': 'services:\n  s:\n    image: a\n    healthcheck: { test: @, interval: @ }\n',
  'healthcheck.test[]': 'services:\n  s:\n    image: a\n    healthcheck: { test: ["CMD-SHELL", @] }\n',
  'post_start.command': 'services:\n  s:\n    image: a\n    post_start: [{ command: @ }]\n',
  'build.args': 'services:\n  s:\n    build: { context: ., args: { A_TOKEN: @, B: @ } }\n',
  'deploy.limits':
    'services:\n  s:\n    image: a\n    deploy: { resources: { limits: { cpus: @, memory: @ } } }\n',
  'configs.content': 'services:\n  s: { image: a, configs: [c] }\nconfigs: { c: { content: @ } }\n',
  'secrets.file': 'services:\n  s: { image: a, secrets: [c] }\nsecrets: { c: { file: @ } }\n',
  'secrets.environment': 'services:\n  s: { image: a, secrets: [c] }\nsecrets: { c: { environment: @ } }\n',
  'volumes.name': 'services:\n  s: { image: a, volumes: ["v:/v"] }\nvolumes: { v: { name: @ } }\n',
  'networks.subnet':
    'services:\n  s: { image: a }\nnetworks: { default: { ipam: { config: [{ subnet: @ }] } } }\n',
  include: 'include: [@]\nservices:\n  s: { image: a }\n',
  name: 'name: @\nservices:\n  s: { image: a }\n',
};

/** Processor time in milliseconds: other work on the machine does not count. */
function timeOf(text: string, dotEnv?: string): number {
  const around = {
    readFile: (name: string) => (name === '.env' ? dotEnv : undefined),
    exists: () => undefined,
  };
  const before = process.cpuUsage();
  lintCompose(text, 'compose.yaml', { profile: 'strict', files: around });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** A reader that goes back over its text takes 16 times as long for 4 times the text; what is quick is not measured. */
function assertGrows(name: string, textOf: (length: number) => readonly [string, string?]): void {
  const long = 40_000;
  const time = (length: number): number => timeOf(...textOf(length));
  if (time(long) < 200) return;
  const [small, large] = [Math.min(time(long / 4), time(long / 4)), Math.min(time(long), time(long))];
  assert.ok(
    large < 10 * small + 100,
    `${name}: ${Math.round(small)} ms, four times the text ${Math.round(large)} ms`,
  );
}

describe('the time of each reader of a scalar grows with its text', function () {
  this.timeout(120_000);
  const quoted = ({ piece, before = '', after = '' }: (typeof texts)[number], length: number): string =>
    before.replaceAll('"', '\\"') + piece.repeat(Math.ceil(length / piece.length)) + after;
  for (const [place, file] of Object.entries(files))
    it(place, () => {
      for (const text of texts)
        assertGrows(`${place}: ${JSON.stringify(text.piece)}`, (length) => [
          file.replaceAll('@', () => `"${quoted(text, length)}"`).replaceAll('~', () => quoted(text, length)),
        ]);
    });
  it('a command of 200,000 variables that are none', () => {
    assert.ok(timeOf(`services: { s: { image: a, command: "${'${'.repeat(200_000)}" } }\n`) < 3000);
  });
  it('.env', () => {
    const file = 'services:\n  s:\n    image: a\n    environment: { A_PASSWORD: "${A}", B: "${B}" }\n';
    for (const text of texts)
      for (const quote of ['', '"', "'"])
        assertGrows(`.env: ${JSON.stringify(text.piece)}`, (length) => [
          file,
          `A=${quote}${quoted(text, length).replaceAll('\\n', '\n').replaceAll('\\"', '"')}${quote}\nB=c\n`,
        ]);
  });
});

describe('the time of a file grows with its documents', function () {
  this.timeout(120_000);
  const documents = (count: number, write: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => write(index)).join('---\n');
  const kinds: Readonly<Record<string, (index: number) => string>> = {
    'each writes the same service anew': (index) => `services:\n  s:\n    image: a:${index}\n`,
    'each has a service of its own': (index) => `services:\n  s${index}:\n    image: a:1\n`,
  };
  for (const [kind, write] of Object.entries(kinds))
    it(kind, () => {
      assertGrows(kind, (length) => [documents(length, write)]);
    });
});
