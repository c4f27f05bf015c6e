import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { lintCompose } from '../../src/compose/lintCompose';
import { rules } from '../../src/compose/rules/registry';
import { localEngine, needs } from '../support/parts';

const project = `unboxed-rules-${process.pid}`;

/** Runs `docker compose` on a text; gives what it complains of when it fails. */
function compose(text: string, ...args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = execFile(
      'docker',
      ['--host', localEngine.host, 'compose', '--project-name', project, '--file', '-', ...args],
      (error, _stdout, stderr) => {
        resolve(error ? stderr : undefined);
      },
    );
    child.stdin?.end(text);
  });
}

const box = 'image: busybox:latest, pull_policy: never, command: [sleep, "300"]';

/** Keys that Compose hands on as they are. */
const engineValues: readonly (readonly [keys: string, complaint: RegExp])[] = [
  ['restart: unless_stopped', /invalid restart policy/],
  ['restart: "always:3"', /maximum retry count cannot be used/],
  ['deploy: { restart_policy: { condition: foo } }', /invalid restart policy/],
  ['cap_add: [NETADMIN]', /unknown capability/],
  ['ulimits: { nofile: { soft: 10, hard: 5 } }', /rlimit/],
  ['ulimits: { foo: 5 }', /rlimit/],
  ['container_name: my web', /Invalid container name/],
  ['ipc: magic', /Invalid IPC mode/],
  ['isolation: magic', /Invalid isolation/],
  ['stop_signal: SIGFOO', /Invalid signal/],
  ['working_dir: data', /absolute path/],
  ['security_opt: ["magic:1"]', /invalid --security-opt/],
  ['security_opt: ["no-new-privileges:maybe"]', /invalid --security-opt/],
  ['extra_hosts: ["h:db"]', /invalid IP address in add-host/],
  ['mac_address: zz', /invalid MAC address/],
  ['device_cgroup_rules: ["q"]', /invalid device cgroup rule/],
  ['sysctls: { vm.max_map_count: 262144 }', /not in a separate kernel namespace/],
  ['sysctls: { kernel.hostname: a }', /not allowed/],
  ['sysctls: { net.ipv4.ip_forward: 1 }, network_mode: host', /not allowed in host network namespace/],
  ['tmpfs: "/t:foo"', /invalid tmpfs option/],
  ['cpuset: a', /cpuset/],
  ['uts: host, hostname: x', /conflicting options/],
  ['cpu_quota: 500', /quota can not be less than 1ms/],
  ['cpu_period: 999', /period can not be less than 1ms/],
  ['mem_swappiness: 101', /memory swappiness range/],
  ['cpus: -1', /Range of CPUs/],
  ['mem_limit: -1', /Minimum memory limit/],
  ['healthcheck: { test: x, interval: 500us }', /cannot be less than 1ms/],
  ['logging: { driver: json-file, options: { max-sise: 10m } }', /unknown log opt/],
  ['logging: { driver: json-file, options: { max-size: 10q } }', /invalid size/],
  ['logging: { driver: json-file, options: { max-file: "0" } }', /max-file cannot be less than 1/],
  ['logging: { driver: json-file, options: { mode: nonblocking } }', /logging mode not supported/],
  ['logging: { driver: json-file, options: { compress: "yes" } }', /ParseBool/],
  ['logging: { driver: local, options: { tag: x } }', /unknown log opt/],
  ['volumes: [{ type: tmpfs, source: x, target: /t }]', /Source must not be specified/],
  ['volumes: ["./src:/t:nocopy"]', /VolumeOptions must not be specified/],
];

/** A subnet that no other test and no usual engine has. */
const subnet = '{ ipam: { config: [{ subnet: 10.209.7.0/24 }] } }';

const addresses: readonly (readonly [address: string, network: string, complaint: RegExp])[] = [
  ['10.209.8.5', subnet, /does not belong to any of this network's subnets/],
  ['10.209.7.5', '{ internal: true }', /only when connecting to networks with user configured subnets/],
  ['10.209.7.1', subnet, /already in use/],
  ['10.209.7.255', subnet, /already in use/],
];

/** What the engine takes, however it looks. */
const taken: readonly string[] = [
  'restart: none',
  'restart: on-failure:3',
  'cap_add: [net_admin]',
  'ulimits: { nofile: { soft: 512, hard: 1024 } }',
  'stop_signal: RTMIN+3',
  'security_opt: [no-new-privileges]',
  'sysctls: { net.core.somaxconn: 1024, kernel.shmmax: 100000 }',
  'extra_hosts: ["h=[::1]", "g:host-gateway"]',
  'tmpfs: "/t:size=1m,mode=1777,noexec"',
  'network_mode: host, hostname: x, dns: 1.1.1.1',
  'volumes: ["/tmp:/s", "/srv/"]',
];

/** What each rule says will not start, and what the engine or Compose then complains of. */
const refused: readonly (readonly [rule: string, text: string, complaint: RegExp])[] = [
  ['limits-memory-too-small', `services:\n  a: { ${box}, mem_limit: 512 }\n`, /minimum memory limit/i],
  [
    'limits-swap-below-memory',
    `services:\n  a: { ${box}, mem_limit: 64m, memswap_limit: 32m }\n`,
    /memoryswap limit should be larger/i,
  ],
  [
    'limits-swap-below-memory',
    `services:\n  a: { ${box}, memswap_limit: 32m }\n`,
    /always set the memory limit/i,
  ],
  [
    'limits-reservation-above-limit',
    `services:\n  a: { ${box}, mem_limit: 64m, mem_reservation: 128m }\n`,
    /less than memory reservation/i,
  ],
  [
    'correctness-network-mode-conflict',
    `services:\n  a: { ${box}, network_mode: "service:b", ports: ["18491:80"] }\n  b: { ${box} }\n`,
    /port publishing and the container type network mode/,
  ],
  [
    'correctness-duplicate-container-name',
    `services:\n  a: { ${box}, container_name: ${project}-n }\n  b: { ${box}, container_name: ${project}-n }\n`,
    /already in use/,
  ],
  [
    'correctness-duplicate-host-port',
    `services:\n  a: { ${box}, ports: ["18492:80"] }\n  b: { ${box}, ports: ["127.0.0.1:18492:81"] }\n`,
    /already (?:in use|allocated)/,
  ],
  [
    'correctness-duplicate-host-port',
    `services:\n  a: { ${box}, ports: ["18493:80", "18493:81"] }\n`,
    /already (?:in use|allocated)/,
  ],
  [
    'correctness-healthcheck-awaited',
    `services:\n  a: { ${box}, depends_on: { b: { condition: service_healthy } } }\n  b: { ${box} }\n`,
    /no healthcheck configured/,
  ],
  [
    'correctness-dependency-out-of-profile',
    `services:\n  a: { ${box}, depends_on: [b] }\n  b: { ${box}, profiles: [x] }\n`,
    /undefined service/,
  ],
  [
    'correctness-scaled-service',
    `services:\n  a: { ${box}, container_name: n, scale: 2 }\n`,
    /must be unique/,
  ],
  ...engineValues.map(
    ([keys, complaint]) =>
      ['correctness-engine-value', `services:\n  a: { ${box}, ${keys} }\n`, complaint] as const,
  ),
  ...['hostname: x', 'dns: 1.1.1.1', 'extra_hosts: ["h:1.1.1.1"]', 'links: [b]', 'expose: ["80"]'].map(
    (keys) =>
      [
        'correctness-network-mode-conflict',
        `services:\n  a: { ${box}, network_mode: "service:b", ${keys} }\n  b: { ${box} }\n`,
        /conflicting options/,
      ] as const,
  ),
  ...['MyApp:1.0', 'busybox:', 'https://example.org/busybox', '“busybox”', 'busybox@1', 'busybox:1,2'].map(
    (image) =>
      [
        'correctness-image-name',
        `services:\n  a: { image: "${image}" }\n`,
        /invalid reference format/,
      ] as const,
  ),
  [
    'correctness-mount-target',
    `services:\n  a: { ${box}, volumes: ["/tmp:data"] }\n`,
    /mount path must be absolute/,
  ],
  [
    'correctness-mount-target',
    `services:\n  a: { ${box}, volumes: ["/tmp:/"] }\n`,
    /destination can't be '\/'/,
  ],
  ['correctness-mount-target', `services:\n  a: { ${box}, tmpfs: run }\n`, /mount path must be absolute/],
  ...addresses.map(
    ([address, network, complaint]) =>
      [
        'correctness-network-address',
        `services:\n  a: { ${box}, networks: { n: { ipv4_address: ${address} } } }\nnetworks:\n  n: ${network}\n`,
        complaint,
      ] as const,
  ),
  [
    'correctness-network-address',
    `services:\n  a: { ${box}, networks: { n: { ipv4_address: 10.209.7.5 } } }\n` +
      `  b: { ${box}, networks: { n: { ipv4_address: 10.209.7.5 } } }\nnetworks:\n  n: ${subnet}\n`,
    /already in use/,
  ],
];

describe('what the rules say will not start', function () {
  this.timeout(120_000);
  before(async function () {
    await needs(this, 'local engine');
    await needs(this, 'compose');
  });

  for (const [id, text, complaint] of refused)
    it(`${id}: ${complaint.source}`, async () => {
      const rule = rules.find((one) => one.id === id);
      assert.ok(rule);
      assert.equal(lintCompose(text, 'compose.yaml', { rules: [rule] }).findings.length, 1);
      try {
        assert.match((await compose(text, 'up', '--detach')) ?? 'it started', complaint);
      } finally {
        await compose(text, '--profile', '*', 'down', '--timeout', '0');
      }
    });

  for (const keys of taken)
    it(`nothing is said of ${keys}, which starts`, async () => {
      const text = `services:\n  a: { ${box}, ${keys} }\n`;
      const errors = lintCompose(text, 'compose.yaml').findings.filter(
        ({ severity }) => severity === 'error',
      );
      assert.deepEqual(errors, []);
      try {
        assert.equal(await compose(text, 'up', '--detach'), undefined);
      } finally {
        await compose(text, 'down', '--timeout', '0');
      }
    });

  it('correctness-completion-awaited: what waits is never started', async () => {
    const text =
      `services:\n  a: { ${box}, depends_on: { b: { condition: service_completed_successfully } } }\n` +
      `  b: { image: "busybox:latest", pull_policy: never, command: ["true"], restart: always }\n`;
    const rule = rules.find((one) => one.id === 'correctness-completion-awaited');
    assert.ok(rule);
    assert.equal(lintCompose(text, 'compose.yaml', { rules: [rule] }).findings.length, 1);
    const name = `${project}-a-1`;
    const up = compose(text, 'up', '--detach');
    try {
      await setTimeout(6_000);
      const shown = ['--host', localEngine.host, 'inspect', '--format', '{{.State.Status}}', name];
      const { stdout } = await promisify(execFile)('docker', shown);
      assert.equal(stdout.trim(), 'created');
    } finally {
      await compose(text, 'down', '--timeout', '0');
      await up;
    }
  });
});
