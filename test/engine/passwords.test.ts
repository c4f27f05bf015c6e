import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { applyEdits } from '../../src/compose/applyEdits';
import type { FileAccess } from '../../src/compose/composeModel';
import { credentialProject } from '../../src/compose/credentials/credentialProject';
import { findCredentials } from '../../src/compose/credentials/findCredentials';
import { linkCredentials } from '../../src/compose/credentials/linkedCopies';
import { planRewrite } from '../../src/compose/credentials/planRewrite';
import type { RewritePlan, RewriteStrategy } from '../../src/compose/credentials/rewritePlan';
import { parseCompose } from '../../src/compose/parseCompose';
import { linkFiles } from '../../src/compose/project/linkFiles';
import {
  databaseChange,
  errorCode,
  knownOld,
  refused,
  unknownNew,
  type DatabaseCommand,
  type DatabaseKind,
} from '../../src/editor/model/databaseChange';
import { parseHashes, serviceDrift } from '../../src/editor/model/serviceDrift';
import { containersOfProject } from '../../src/editor/model/serviceState';
import { LazyEngine } from '../../src/engine/lazyEngine';
import { localEngine, needs } from '../support/parts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';
import { docker, endpoint } from './fixtures';

const run = promisify(execFile);
const main = 'compose.yaml';

/** The pad logs in to PostgreSQL each time it is asked; the second service of MariaDB logs in on demand. */
const stacks: Record<string, { text: string; client: readonly string[] }> = {
  postgres: {
    text: `services:
  database:
    image: postgres:16-alpine
    environment:
      - POSTGRES_USER=codimd
      - POSTGRES_PASSWORD=change_password
      - POSTGRES_DB=codimd
    volumes: [data:/var/lib/postgresql/data]
  app:
    image: hackmdio/hackmd:2.4.2
    environment:
      - CMD_DB_URL=postgres://codimd:change_password@database:5432/codimd
    depends_on: [database]
volumes:
  data:
`,
    client: ['python3', '-c', 'import os,psycopg2;psycopg2.connect(os.environ["CMD_DB_URL"])'],
  },
  mysql: {
    text: `services:
  database:
    image: mariadb:11
    environment:
      MARIADB_ROOT_PASSWORD: my_cool_secret
      MARIADB_USER: shop
      MARIADB_PASSWORD: shop
      MARIADB_DATABASE: shop
    volumes: [data:/var/lib/mysql]
  app:
    image: mariadb:11
    command: [sleep, "100000"]
    environment:
      DB_HOST: database
      DB_USER: shop
      DB_PASSWORD: shop
    depends_on: [database]
volumes:
  data:
`,
    client: ['sh', '-c', 'echo "SELECT 1" | MYSQL_PWD=$DB_PASSWORD mariadb -h $DB_HOST -u $DB_USER'],
  },
};

/** What makes a server log every statement, and the slow ones, of which each is one. */
const toldLogs: Record<DatabaseKind, readonly string[]> = {
  postgres: [
    "ALTER SYSTEM SET log_statement = 'all'",
    'ALTER SYSTEM SET log_min_duration_statement = 0',
    'ALTER SYSTEM SET log_min_duration_sample = 0',
    'ALTER SYSTEM SET log_transaction_sample_rate = 1',
    'SELECT pg_reload_conf()',
  ],
  mysql: ['SET GLOBAL general_log = 1', 'SET GLOBAL long_query_time = 0', 'SET GLOBAL slow_query_log = 1'],
};

class Stack {
  private constructor(
    readonly folder: TemporaryFolder,
    readonly project: string,
  ) {}

  static async in(text: string): Promise<Stack> {
    const folder = await temporaryFolder({ [main]: text });
    return new Stack(folder, `unboxed-pw-${process.pid}-${randomBytes(2).toString('hex')}`);
  }

  async compose(...words: readonly string[]): Promise<string> {
    const { stdout } = await run(
      'docker',
      ['--host', localEngine.host, 'compose', '--project-name', this.project, ...words],
      { cwd: this.folder.path, maxBuffer: 1e7 },
    );
    return stdout;
  }

  /** Whether the client of the stack logs in now. */
  lets(client: readonly string[]): Promise<boolean> {
    return this.compose('exec', '-T', 'app', ...client).then(
      () => true,
      () => false,
    );
  }

  /** Whether the client of the stack logs in, once the database is up. */
  async logsIn(client: readonly string[]): Promise<boolean> {
    for (const end = Date.now() + 60_000; Date.now() < end;) {
      if (await this.lets(client)) return true;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return false;
  }

  async change(strategy: RewriteStrategy): Promise<RewritePlan> {
    const read = (file: string): string | undefined => {
      const full = path.join(this.folder.path, file);
      return existsSync(full) ? readFileSync(full, 'utf8') : undefined;
    };
    const files: FileAccess = {
      readFile: read,
      exists: (file) => existsSync(path.join(this.folder.path, file)),
    };
    const project = credentialProject(linkFiles(parseCompose(read(main) ?? '', main), files), files);
    const groups = linkCredentials(project, findCredentials(project)).filter(({ reason }) => reason);
    const plan = planRewrite(project, groups, { strategy, randomBytes, reminder: 'set it in .env' });
    for (const file of new Set(plan.edits.map((edit) => edit.file))) {
      const full = path.join(this.folder.path, file);
      await mkdir(path.dirname(full), { recursive: true });
      await writeFile(
        full,
        applyEdits(
          read(file) ?? '',
          plan.edits.filter((edit) => edit.file === file),
        ),
      );
    }
    return plan;
  }

  async remove(): Promise<void> {
    await this.compose('down', '--volumes', '--remove-orphans', '--timeout', '0').catch(() => undefined);
    // A one-off run of a service that the file has no longer is no orphan to compose.
    const left = await docker(
      localEngine.host,
      'ps',
      '--all',
      '--quiet',
      '--filter',
      `label=com.docker.compose.project=${this.project}`,
    );
    if (left !== '') await docker(localEngine.host, 'rm', '--force', ...left.split('\n'));
    await this.folder.remove();
  }
}

describe('new passwords on a real engine', function () {
  this.timeout(180_000);
  const engine = new LazyEngine(endpoint(localEngine.host));
  before(async function () {
    await needs(this, 'local engine', 'compose', 'sample images');
  });
  after(() => {
    engine.dispose();
  });

  it('let the app log in to a fresh PostgreSQL, whichever way they were written', async () => {
    const { text, client } = stacks['postgres']!;
    // Beside each other: most of the time is spent waiting for the first start of a database.
    const ended = await Promise.allSettled(
      (['in-place', 'dotenv', 'secrets'] as const).map(async (strategy) => {
        const stack = await Stack.in(text);
        try {
          await stack.change(strategy);
          assert.doesNotMatch(readFileSync(path.join(stack.folder.path, main), 'utf8'), /change_password/);
          await stack.compose('up', '--detach');
          assert.ok(await stack.logsIn(client), strategy);
        } finally {
          await stack.remove();
        }
      }),
    );
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
  });

  for (const kind of ['postgres', 'mysql'] as const satisfies DatabaseKind[])
    it(`are carried into a ${kind} that has its data already, and only then the app logs in`, async () => {
      const { text, client } = stacks[kind]!;
      const stack = await Stack.in(text);
      try {
        await stack.compose('up', '--detach');
        assert.ok(await stack.logsIn(client), 'the stack as it is delivered');
        const { secrets } = await stack.change('in-place');
        await stack.compose('up', '--detach');
        const database = (await engine.listContainers()).find(
          ({ labels }) =>
            labels['com.docker.compose.project'] === stack.project &&
            labels['com.docker.compose.service'] === 'database',
        );
        assert.ok(database);
        const ask = async ({ command, env }: DatabaseCommand): Promise<number> =>
          (await engine.exec(database.id, command, { env })).exitCode;
        const sql = async (text: string): Promise<void> => {
          const script = {
            mysql: 'printf %s "$SQL" | MYSQL_PWD=my_cool_secret mariadb -uroot',
            postgres: 'printf %s "$SQL" | psql -X -q -v ON_ERROR_STOP=1 -d postgres -U codimd',
          }[kind];
          const { exitCode } = await engine.exec(database.id, ['sh', '-c', script], { env: { SQL: text } });
          assert.equal(exitCode, 0, text);
        };
        let first = true;
        for (const { group, password } of secrets) {
          const commands = databaseChange(kind, {
            user: group.owner.user ?? '',
            superuser: 'codimd',
            oldPassword: group.owner.value,
            newPassword: password,
          });
          for (const end = Date.now() + 60_000; Date.now() < end && (await ask(commands.ready)) !== 0;)
            await new Promise((resolve) => setTimeout(resolve, 300));
          assert.equal(await ask(commands.ready), 0);
          if (first)
            assert.equal(await stack.lets(client), false, 'the file alone changes nothing in the database');
          assert.equal(await ask(commands.verify), unknownNew, 'the new one is not let in before');
          if (kind === 'mysql' && first) {
            // The same name from within is another account; one of root's has its new password already.
            await sql("CREATE USER 'shop'@'localhost' IDENTIFIED BY 'shop'");
            const root = secrets.find((one) => one.group.owner.user === 'root');
            await sql(`SET PASSWORD FOR 'root'@'%' = PASSWORD('${root?.password ?? ''}')`);
          }
          if (first)
            // The server writes down all that it is told, as somebody who looks for a fault has set it.
            for (const statement of toldLogs[kind]) await sql(statement);
          first = false;
          if (group.owner.user === 'root')
            assert.equal(await ask(commands.verify), knownOld, 'changed for an address alone');
          assert.equal(await ask(commands.change), 0);
          assert.equal(await ask(commands.verify), 0, 'the new one is let in');
          for (const { command } of [commands.ready, commands.change, commands.verify])
            assert.ok(!command.join(' ').includes(password), 'no password in a list of processes');
        }
        assert.ok(await stack.logsIn(client), 'the app with the new password');
        const written =
          kind === 'postgres'
            ? await stack.compose('logs', '--no-color', 'database')
            : await stack.compose('exec', '-T', 'database', 'sh', '-c', 'cat /var/lib/mysql/*.log');
        assert.match(written, kind === 'postgres' ? /SELECT 1/ : /SET PASSWORD/, 'the server did log');
        for (const { password, group } of secrets)
          assert.ok(!written.includes(password), `${group.owner.name} stands in no log`);
        const { group, password } = secrets.at(-1)!;
        const account = { user: group.owner.user ?? '', superuser: 'codimd' };
        const before = group.owner.value;
        const unknown = { ...account, oldPassword: 'neither-this', newPassword: 'nor-that' };
        if (kind === 'mysql') {
          const nobody = databaseChange(kind, unknown);
          assert.equal(await ask(nobody.ready), refused, 'neither the old nor the new one is right');
          assert.equal(await ask(nobody.verify), unknownNew);
          for (const user of ['shop', 'root'])
            for (const old of ['shop', 'my_cool_secret']) {
              const login = `echo "SELECT 1" | MYSQL_PWD=${old} mariadb -u${user}`;
              const inside = await engine.exec(database.id, ['sh', '-c', login]);
              assert.notEqual(inside.exitCode, 0, `${user} has no old password on the socket either`);
            }
        } else {
          const missing = databaseChange(kind, { ...unknown, user: 'no "such" role' });
          const { exitCode, stderr } = await engine.exec(database.id, missing.change.command, {
            env: missing.change.env,
          });
          assert.notEqual(exitCode, 0);
          assert.equal(errorCode(stderr), '42704');
          const logs = await stack.compose('logs', '--no-color', 'database');
          assert.ok(!logs.includes('nor-that') && !logs.includes(password), 'no password in a log');
          await sql('CREATE ROLE "odd ""name"" \\ $x" LOGIN PASSWORD \'old\'');
          const odd = databaseChange(kind, {
            user: String.raw`odd "name" \ $x`,
            superuser: 'codimd',
            oldPassword: 'old',
            newPassword: 'new',
          });
          assert.equal(await ask(odd.change), 0);
          assert.equal(await ask(odd.verify), 0, 'a role with quotes in its name');
        }
        const again = databaseChange(kind, { ...account, oldPassword: before, newPassword: password });
        assert.equal(await ask(again.ready), 0, 'what was done already can be done again');
        assert.equal(await ask(again.change), 0);
        assert.equal(await ask(again.verify), 0);
        const odd = databaseChange(kind, {
          user: group.owner.user ?? '',
          superuser: 'codimd',
          oldPassword: password,
          newPassword: String.raw`it's \ "odd" \n`,
        });
        assert.equal(await ask(odd.change), 0);
        assert.equal(await ask(odd.verify), 0, 'a password with quotes and backslashes');
        assert.ok((await engine.volumes()).includes(`${stack.project}_data`));
      } finally {
        await stack.remove();
      }
    });

  it('tells a changed service from the others by compose’s own sum, and no more after the next up', async () => {
    const stack = await Stack.in(
      // Process 1 hears no SIGTERM that it doesn't handle: each would be waited for.
      'x-quick: &quick { image: busybox, stop_signal: SIGKILL }\n' +
        'services:\n  a: { <<: *quick, command: sleep 1000 }\n  b: { <<: *quick, command: sleep 1000 }\n',
    );
    const drift = async () => {
      const hashes = parseHashes(await stack.compose('config', '--hash', '*'));
      const containers = containersOfProject(await engine.listContainers(), stack.project);
      const found = serviceDrift({ containers, hashes, images: new Map(), inFile: new Set(hashes.keys()) });
      return found.map(({ service, kind }) => ({ service, kind }));
    };
    try {
      await stack.compose('up', '--detach', '--scale', 'a=2');
      await stack.compose('run', '--detach', 'b', 'sleep', '7');
      assert.deepEqual(await drift(), []);
      await writeFile(
        path.join(stack.folder.path, main),
        'services:\n  a: { image: busybox, stop_signal: SIGKILL, command: sleep 2000 }\n',
      );
      assert.deepEqual(
        await drift(),
        [
          { service: 'a', kind: 'changed' },
          { service: 'b', kind: 'orphan' },
        ].sort((x, y) => x.service.localeCompare(y.service)),
      );
      await stack.compose('up', '--detach', '--remove-orphans', '--timeout', '0');
      assert.deepEqual(await drift(), []);
    } finally {
      await stack.remove();
    }
  });
});
