import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { applyEdits } from '../../../src/compose/applyEdits';
import type { FileAccess } from '../../../src/compose/composeModel';
import { credentialProject } from '../../../src/compose/credentials/credentialProject';
import { decodeUrlPart } from '../../../src/compose/credentials/credentialUrl';
import { findCredentials } from '../../../src/compose/credentials/findCredentials';
import { linkCredentials, type CredentialGroup } from '../../../src/compose/credentials/linkedCopies';
import { planRewrite } from '../../../src/compose/credentials/planRewrite';
import type { RewritePlan, RewriteStrategy } from '../../../src/compose/credentials/rewritePlan';
import { linkFiles } from '../../../src/compose/project/linkFiles';
import { parseCompose } from '../../../src/compose/parseCompose';
import { passwordProjects } from '../../support/passwordProjects';

type Files = Readonly<Record<string, string>>;
const main = 'compose.yaml';

const access = (files: Files): FileAccess => ({
  readFile: (path) => files[path],
  exists: (path) => path in files || Object.keys(files).some((file) => file.startsWith(`${path}/`)),
});

function groupsOf(files: Files): readonly CredentialGroup[] {
  const around = access(files);
  const project = credentialProject(linkFiles(parseCompose(files[main] ?? '', main), around), around);
  return linkCredentials(project, findCredentials(project));
}

function changed(files: Files, strategy: RewriteStrategy): { after: Files; plan: RewritePlan } {
  const around = access(files);
  const project = credentialProject(linkFiles(parseCompose(files[main] ?? '', main), around), around);
  const groups = linkCredentials(project, findCredentials(project)).filter(({ reason }) => reason);
  const plan = planRewrite(project, groups, { strategy, randomBytes, reminder: 'set it in .env' });
  const after: Record<string, string> = { ...files };
  for (const file of new Set(plan.edits.map((edit) => edit.file)))
    after[file] = applyEdits(
      files[file] ?? '',
      plan.edits.filter((edit) => edit.file === file),
    );
  return { after, plan };
}

/** Every place of the secret, as `service.name`, sorted. */
const placesOf = ({ sites }: CredentialGroup): string[] =>
  sites.map(({ service, name }) => `${service}.${name}`).sort();

describe('a password and its copies, kind by kind', () => {
  for (const { name, files, together } of passwordProjects)
    for (const strategy of ['in-place', 'dotenv', 'secrets'] as const)
      it(`changes ${name}: ${strategy}`, () => {
        const [group, ...others] = groupsOf(files).filter(({ reason }) => reason !== undefined);
        assert.ok(group);
        assert.deepEqual([placesOf(group), others.map(placesOf)], [[...together], []]);
        const { after, plan } = changed(files, strategy);
        assert.deepEqual(plan.skipped, []);
        const password = plan.secrets[0]?.password ?? '';
        assert.ok(password.length >= 24);
        const now = groupsOf(after);
        assert.deepEqual(
          now.flatMap(({ sites }) => sites.filter(({ reason }) => reason)),
          [],
        );
        // What still has a value of its own has the new one; what reads a file names it.
        const values = new Map(
          now.flatMap(({ sites }) => sites.map((one) => [`${one.service}.${one.name}`, one.value])),
        );
        for (const use of together) {
          const value = values.get(use);
          if (value === undefined) assert.equal(strategy, 'secrets', use);
          else assert.equal(decodeUrlPart(value), password, use);
        }
      });
});

describe('what Compose does not read any more', () => {
  const silent: [string, Files][] = [
    [
      'an environment that an override takes away',
      {
        [main]: 'services:\n  a: { image: a, environment: { APP_SECRET: changeme } }\n',
        'compose.override.yaml': 'services:\n  a:\n    environment: !reset null\n',
      },
    ],
    [
      'one that an override replaces',
      {
        [main]: 'services:\n  a: { image: a, environment: { APP_SECRET: changeme } }\n',
        'compose.override.yaml': 'services:\n  a:\n    environment: !override { TZ: UTC }\n',
      },
    ],
    [
      'a command that an override replaces',
      {
        [main]: 'services:\n  a: { image: redis, command: redis-server --requirepass changeme }\n',
        'compose.override.yaml':
          'services:\n  a:\n    command: redis-server --requirepass tR4kWq8ZbN2xLm6Y\n',
      },
    ],
    [
      'a built-in account that a later document closes',
      {
        [main]: `services:
  q: { image: "rabbitmq:4" }
---
services:
  q: { environment: [RABBITMQ_DEFAULT_PASS=tR4kWq8ZbN2xLm6Y] }
`,
      },
    ],
    [
      'the value under one that wins',
      {
        [main]:
          'services:\n  a: { extends: { file: b.yaml, service: b }, environment: [APP_SECRET=tR4kWq8ZbN2xLm6Y] }\n',
        'b.yaml': 'services:\n  b: { image: b, environment: { APP_SECRET: changeme } }\n',
      },
    ],
  ];
  for (const [name, files] of silent)
    it(`is not spoken of: ${name}`, () => {
      assert.deepEqual(
        groupsOf(files)
          .filter(({ reason }) => reason)
          .map(placesOf),
        [],
      );
    });
});

describe('an account that an image brings by itself', () => {
  const service = (image: string, ...lines: readonly string[]): string =>
    `services:\n  one:\n    image: ${image}\n${lines.map((line) => `    ${line}\n`).join('')}`;
  const cases: readonly { name: string; files: Files; said: boolean }[] = [
    { name: 'rabbitmq', files: { [main]: service('rabbitmq:4') }, said: true },
    { name: 'minio', files: { [main]: service('minio/minio') }, said: true },
    { name: 'grafana', files: { [main]: service('grafana/grafana') }, said: true },
    {
      name: 'rabbitmq with plugins mounted',
      files: {
        [main]: service('rabbitmq:4', 'volumes: ["./plugins:/etc/rabbitmq/enabled_plugins:ro"]'),
      },
      said: true,
    },
    {
      name: 'grafana with data sources mounted',
      files: {
        [main]: service(
          'grafana/grafana',
          'volumes: ["./ds.yaml:/etc/grafana/provisioning/datasources/ds.yaml"]',
        ),
      },
      said: true,
    },
    {
      name: 'with an env_file that says nothing of it',
      files: { [main]: service('rabbitmq:4', 'env_file: q.env'), 'q.env': 'TZ=UTC\n' },
      said: true,
    },
    {
      name: 'with an env_file that gives it',
      files: {
        [main]: service('rabbitmq:4', 'env_file: q.env'),
        'q.env': 'RABBITMQ_DEFAULT_PASS=tR4kWq8ZbN2x\n',
      },
      said: false,
    },
    {
      name: 'with an env_file that is not here',
      files: { [main]: service('rabbitmq:4', 'env_file: q.env') },
      said: false,
    },
    {
      name: 'with a script that sets it',
      files: {
        [main]: service(
          'rabbitmq:4',
          'command: ["sh", "-c", "export RABBITMQ_DEFAULT_PASS=$$(cat /run/secrets/q); exec rabbitmq-server"]',
        ),
      },
      said: false,
    },
    {
      name: 'with the older variables of minio',
      files: {
        [main]: service(
          'minio/minio',
          'environment: { MINIO_ACCESS_KEY: app, MINIO_SECRET_KEY: tR4kWq8ZbN2x }',
        ),
      },
      said: false,
    },
    {
      name: 'with a file of rabbitmq’s settings mounted',
      files: { [main]: service('rabbitmq:4', 'volumes: ["./q.conf:/etc/rabbitmq/rabbitmq.conf:ro"]') },
      said: false,
    },
    {
      name: 'with a file of rabbitmq’s settings as a config',
      files: {
        [main]: `${service('rabbitmq:4', 'configs: [{ source: q, target: /etc/rabbitmq/conf.d/q.conf }]')}configs: { q: { file: q } }\n`,
      },
      said: false,
    },
    {
      name: 'with grafana’s settings mounted',
      files: {
        [main]: service(
          'grafana/grafana',
          'volumes: [{ type: bind, source: ./g.ini, target: /etc/grafana/grafana.ini }]',
        ),
      },
      said: false,
    },
  ];
  for (const { name, files, said } of cases)
    it(`is ${said ? 'spoken of' : 'not spoken of'}: ${name}`, () => {
      const found = groupsOf(files).flatMap(({ sites }) =>
        sites.filter(({ origin }) => origin === 'built-in'),
      );
      assert.equal(found.length, said ? 1 : 0);
    });
});
