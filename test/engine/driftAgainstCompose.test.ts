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
} from '../../src/editor/model/driftText';
import { parseHashes, serviceDrift } from '../../src/editor/model/serviceDrift';
import { containersOfProject } from '../../src/editor/model/serviceState';
import { LazyEngine } from '../../src/engine/lazyEngine';
import { localEngine, needs } from '../support/parts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';
import { docker, endpoint } from './fixtures';

const run = promisify(execFile);

/** What a change of the file does by compose: to the container, and which line tells the reader so. */
interface Case {
  readonly service: string;
  readonly before: string;
  readonly after: string;
  /** The keys of the lines that differ; undefined where compose leaves the container as it is. */
  readonly tells: string | undefined;
}

/** Compose makes the container anew, but no engine (or no old one) tells what the change is. */
const untold = '';

let number = 0;
const one = (before: string, after: string, tells: string | undefined): Case => ({
  service: `s${number++}`,
  before,
  after,
  tells,
});
const added = (key: string, value: string, tells: string | undefined = key): Case =>
  one('', `${key}: ${value}`, tells);
const left = (key: string, value: string): Case => one('', `${key}: ${value}`, undefined);

const cases: readonly Case[] = [
  added('command', 'sleep 5'),
  added('entrypoint', '[sleep, "5"]', 'command,entrypoint'),
  added('environment', '{ A: b }', 'environment.A'),
  added('labels', '{ a: b }', 'label.a'),
  added('user', '"1000"'),
  added('working_dir', '/tmp'),
  added('hostname', 'h'),
  added('domainname', 'd.test'),
  added('mac_address', '"02:42:ac:11:65:43"', untold),
  added('init', 'true'),
  added('tty', 'true'),
  added('stdin_open', 'true'),
  added('privileged', 'true'),
  added('read_only', 'true'),
  added('stop_signal', 'SIGINT'),
  added('stop_grace_period', '1m10s'),
  added('restart', 'always'),
  one('restart: on-failure:3', 'restart: on-failure:4', 'restart'),
  added('cap_add', '[CHOWN]'),
  added('cap_drop', '[ALL]'),
  added('security_opt', '["no-new-privileges:true"]'),
  added('mem_limit', '64m'),
  added('mem_reservation', '32m'),
  one('mem_limit: 64m', '{ mem_limit: 64m, memswap_limit: 200m }', 'memswap_limit'),
  added('mem_swappiness', '10'),
  added('cpus', '0.5'),
  added('cpu_shares', '512'),
  added('cpu_quota', '50000'),
  one('cpu_quota: 50000', '{ cpu_quota: 50000, cpu_period: 50000 }', 'cpu_period'),
  added('cpuset', '"0"'),
  added('pids_limit', '20'),
  added('oom_score_adj', '100'),
  added('oom_kill_disable', 'true'),
  added('shm_size', '32m'),
  added('ulimits', '{ nofile: 100 }'),
  added('sysctls', '{ net.core.somaxconn: 1024 }'),
  added('tmpfs', '/run'),
  added('dns', '1.1.1.1'),
  added('dns_search', 'x.test'),
  added('dns_opt', '["ndots:2"]'),
  added('group_add', '["1000"]'),
  added('extra_hosts', '["x:1.2.3.4"]'),
  added('devices', '["/dev/null:/dev/other"]'),
  added('device_cgroup_rules', '["c 1:3 mr"]'),
  added('logging', '{ driver: json-file, options: { max-size: 1m } }'),
  added('cgroup_parent', 'unboxed'),
  added('pid', 'host'),
  added('ipc', 'host'),
  added('uts', 'host'),
  added('userns_mode', 'host'),
  added('network_mode', 'host', 'network default,network_mode'),
  added('ports', '["127.0.0.1:1:80"]', 'port 80/tcp'),
  added('expose', '["81", "90-91/udp"]'),
  added('volumes', '["./compose.yaml:/file:ro"]', 'mount /file'),
  added('volumes', '["data:/data"]', 'mount /data'),
  added('volumes', '[{ type: tmpfs, target: /t }]', 'tmpfs'),
  added('networks', '[other]', 'network default,network other'),
  one('networks: { default: }', 'networks: { default: { aliases: [z] } }', 'network default'),
  added('healthcheck', '{ test: [CMD, "true"], interval: 1m30s }'),
  added(
    'deploy',
    '{ resources: { limits: { memory: 64m, cpus: "0.5", pids: 9 } } }',
    'mem_limit,cpus,pids_limit',
  ),
  added('deploy', '{ restart_policy: { condition: any } }', 'restart'),
  added('secrets', '[file]', 'mount /run/secrets/file'),
  added('container_name', 'NAME', 'container_name'),
  added('annotations', '{ a: b }', untold),
  added('runtime', 'other'),
  added('blkio_config', '{ weight: 300 }', 'blkio_config.weight'),
  added('storage_opt', '{ size: 1G }'),
  added('links', '["s0:x"]', 'depends_on'),
  added('depends_on', '[s0]'),
  added('deploy', '{ replicas: 1 }', untold),
  added('attach', 'false', untold),
  // What is of no concern to a container that there is.

  left('profiles', '[]'),
  left('scale', '1'),
  left('pull_policy', 'never'),
  left('x-more', 'true'),
];

describe('drift, held against what compose would do', function () {
  this.timeout(120_000);
  const engine = new LazyEngine(endpoint(localEngine.host));
  const project = `unboxed-wouldbe-${process.pid}-${randomBytes(2).toString('hex')}`;
  let folder: TemporaryFolder;

  const textOf = (side: 'before' | 'after'): string =>
    `services:\n${cases
      .map((it) => {
        const more = it[side].replace('NAME', `${project}-named`).replace(/^\{ (.*) \}$/, '$1');
        return `  ${it.service}: { image: busybox:latest${more === '' ? '' : `, ${more}`} }\n`;
      })
      .join('')}volumes: { data: }\nnetworks: { other: }\nsecrets: { file: { file: ./compose.yaml } }\n`;
  const compose = async (...words: readonly string[]): Promise<string> => {
    const args = ['--host', localEngine.host, 'compose', '--project-name', project, ...words];
    const { stdout, stderr } = await run('docker', args, { cwd: folder.path, maxBuffer: 1e7 });
    return stdout + stderr;
  };
  const write = (text: string): Promise<void> => writeFile(path.join(folder.path, 'compose.yaml'), text);

  before(async function () {
    await needs(this, 'local engine', 'compose');
    folder = await temporaryFolder({ 'compose.yaml': textOf('before') });
    await compose('create');
    await write(textOf('after'));
  });
  after(async () => {
    await compose('down', '--volumes', '--timeout', '0');
    await folder.remove();
    engine.dispose();
  });

  it('is said of exactly the services that compose would make anew, and says why', async () => {
    const [plan, sums, json, summaries, images, defaults] = await Promise.all([
      compose('--dry-run', 'create'),
      compose('config', '--hash', '*'),
      compose('config', '--format', 'json'),
      engine.listContainers(),
      engine.images(),
      docker(localEngine.host, 'image', 'inspect', '--format', '{{json .Config}}', 'busybox:latest'),
    ]);
    const containers = containersOfProject(summaries, project);
    const drift = serviceDrift({
      containers,
      hashes: parseHashes(sums),
      images: new Map(images.flatMap(({ id, tags }) => tags.map((tag) => [tag, id] as const))),
      inFile: new Set(cases.map(({ service }) => service)),
    }).map(({ service }) => service);
    const recreated = new Set(
      [...plan.matchAll(/(s\d+)-1\s+Recreate\b/g)].map(([, service = '']) => service),
    );
    const config = JSON.parse(json) as ConfiguredProject;
    const image = JSON.parse(defaults) as ImageDefaults;
    const seen = await Promise.all(
      cases.map(async ({ service, after: text }) => {
        const [container] = containers.get(service) ?? [];
        assert.ok(container, service);
        const { running, file } = driftTexts(
          runningService(
            await engine.inspect(container.id),
            await engine.inspectWhole(container.id),
            image,
            project,
          ),
          configuredService(config, service, image, project),
        );
        const lines = (side: string, other: string): string[] =>
          side.split('\n').filter((line) => !other.split('\n').includes(line));
        const keys = [...lines(running, file), ...lines(file, running)].map((line) => line.split(': ')[0]);
        return { text, recreated: recreated.has(service), drift: drift.includes(service), tells: told(keys) };
      }),
    );
    assert.deepEqual(
      seen,
      cases.map(({ after: text, tells }) => ({
        text,
        recreated: tells !== undefined,
        drift: tells !== undefined,
        tells: told((tells ?? '').split(',')),
      })),
    );
  });
});

const told = (keys: readonly (string | undefined)[]): string => [...new Set(keys)].sort().join();
