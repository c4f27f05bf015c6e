import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ImageDefaults } from '../../src/editor/model/driftField';
import {
  configuredService,
  driftTexts,
  runningService,
  type ConfiguredProject,
  type DriftTexts,
} from '../../src/editor/model/driftText';
import { LazyEngine } from '../../src/engine/lazyEngine';
import { localEngine, needs } from '../support/parts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';
import { docker, endpoint } from './fixtures';

const run = promisify(execFile);

/** Everything that compose's sum covers and an engine can tell, on one service that is made and never started. */
const everything = `services:
  plain:
    image: busybox:latest
  all:
    image: busybox:latest
    entrypoint: ["env"]
    command: redis-server --requirepass one
    environment: { MODE: a, DB_PASSWORD: one }
    labels: { team: a }
    user: "1000:1000"
    working_dir: /tmp
    hostname: h
    init: true
    tty: true
    stdin_open: true
    mem_limit: 64m
    mem_reservation: 32m
    cpus: 0.5
    pids_limit: 20
    cpu_shares: 512
    oom_score_adj: 100
    security_opt: ["no-new-privileges:true"]
    cap_drop: [ALL]
    cap_add: [CHOWN]
    tmpfs: ["/run", "/cache:size=1m"]
    extra_hosts: ["x:1.2.3.4"]
    dns: 1.1.1.1
    sysctls: { net.core.somaxconn: 1024 }
    ulimits: { nofile: { soft: 100, hard: 200 }, nproc: 50 }
    healthcheck: { test: ["CMD", "true"], interval: 1m30s, retries: 2 }
    stop_grace_period: 70s
    stop_signal: SIGINT
    restart: on-failure:3
    shm_size: 32m
    read_only: true
    pid: host
    ports: ["127.0.0.1:1:80", "443"]
    volumes: ["data:/data", "/anonymous", "./compose.yaml:/file:ro"]
    networks: [front]
  deployed:
    image: busybox:latest
    network_mode: none
    deploy: { resources: { limits: { cpus: "0.5", memory: 64m, pids: 9 }, reservations: { memory: 32m } } }
  more:
    image: busybox:latest
    container_name: PROJECT-of-mine
    domainname: d.test
    mem_limit: 64m
    memswap_limit: 200m
    cpu_quota: 50000
    cpu_period: 60000
    cpuset: "0"
    cgroup_parent: unboxed
    logging: { driver: local, options: { max-size: 1m } }
    device_cgroup_rules: ["c 1:3 mr"]
    dns_opt: ["ndots:2"]
    expose: ["80", "90-91/udp"]
    ports: ["127.0.0.1::81"]
    volumes: [{ type: tmpfs, target: /t, tmpfs: { size: 1048576 } }]
    networks: { front: { aliases: [z, y] } }
    depends_on: { plain: { condition: service_started }, all: { condition: service_healthy } }
    deploy: { restart_policy: { condition: on-failure, max_attempts: 2 } }
  restarted: { image: "busybox:latest", deploy: { restart_policy: { condition: any } } }
volumes: { data: { name: PROJECT-named } }
networks: { front: }
`;

describe('what differs between a container and its file', function () {
  this.timeout(120_000);
  const engine = new LazyEngine(endpoint(localEngine.host));
  const project = `unboxed-drift-${process.pid}-${randomBytes(2).toString('hex')}`;
  const text = everything.replaceAll('PROJECT', project);
  let folder: TemporaryFolder | undefined;
  let image: ImageDefaults;

  const compose = async (...words: readonly string[]): Promise<string> => {
    const args = ['--host', localEngine.host, 'compose', '--project-name', project, ...words];
    return (await run('docker', args, { cwd: folder?.path, maxBuffer: 1e7 })).stdout;
  };
  const compare = async (service: string): Promise<DriftTexts> => {
    const config = JSON.parse(await compose('config', '--format', 'json')) as ConfiguredProject;
    const id = (await compose('ps', '--all', '--quiet', service)).trim();
    return driftTexts(
      runningService(await engine.inspect(id), await engine.inspectWhole(id), image, project),
      configuredService(config, service, image, project),
    );
  };

  before(async function () {
    await needs(this, 'local engine', 'compose');
    folder = await temporaryFolder({ 'compose.yaml': text });
    image = JSON.parse(
      await docker(localEngine.host, 'image', 'inspect', '--format', '{{json .Config}}', 'busybox:latest'),
    ) as ImageDefaults;
    await compose('create');
  });
  after(async () => {
    if (folder) await compose('down', '--volumes', '--timeout', '0');
    await folder?.remove();
    engine.dispose();
  });

  for (const service of ['plain', 'all', 'deployed', 'more', 'restarted'])
    it(`is nothing when the file has not changed: ${service}`, async () => {
      const { running, file } = await compare(service);
      assert.equal(running, file);
    });

  it('is each line that was changed and no other, and no password stands in it', async () => {
    const changes: readonly (readonly [from: string, to: string, key: string])[] = [
      ['--requirepass one', '--requirepass two', 'command'],
      ['["env"]', '["nice"]', 'entrypoint'],
      ['MODE: a', 'MODE: b', 'environment.MODE'],
      ['DB_PASSWORD: one', 'DB_PASSWORD: two', 'environment.DB_PASSWORD'],
      ['team: a', 'team: b', 'label.team'],
      ['"1000:1000"', '"1001"', 'user'],
      ['working_dir: /tmp', 'working_dir: /', 'working_dir'],
      ['mem_limit: 64m', 'mem_limit: 65m', 'mem_limit'],
      ['cpus: 0.5\n    pids', 'cpus: 0.6\n    pids', 'cpus'],
      ['pids_limit: 20', 'pids_limit: 21', 'pids_limit'],
      ['[CHOWN]', '[KILL]', 'cap_add'],
      ['interval: 1m30s', 'interval: 30s', 'healthcheck'],
      ['on-failure:3', 'always', 'restart'],
      ['127.0.0.1:1:80', '127.0.0.1:2:80', 'port 80/tcp'],
      ['compose.yaml:/file:ro', 'compose.yaml:/file', 'mount /file'],
      ['networks: [front]', 'networks: [default]', 'network default,network front'],
      ['nproc: 50', 'nproc: 51', 'ulimits'],
    ];
    let changed = text;
    for (const [from, to] of changes) {
      assert.ok(changed.includes(from), from);
      changed = changed.replace(from, to);
    }
    await writeFile(path.join(folder?.path ?? '', 'compose.yaml'), changed);
    const { running, file } = await compare('all');
    const lines = (side: string, other: string): string[] =>
      side.split('\n').filter((line) => !other.split('\n').includes(line));
    const keys = [...lines(running, file), ...lines(file, running)].map((line) => line.replace(/: .*$/, ''));
    assert.deepEqual([...new Set(keys)].sort(), changes.flatMap(([, , key]) => key.split(',')).sort());
    assert.doesNotMatch(running + file, /\b(?:one|two)\b/);
  });
});
