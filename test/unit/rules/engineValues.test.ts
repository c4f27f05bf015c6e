import assert from 'node:assert/strict';
import { findingsOf, ruleNamed, wordsUnder } from './ruleTable';

/** Keys of one service, as they stand in braces, and the words that are refused there. */
type Row = readonly [keys: string, refused: readonly string[]];

const table: Readonly<Record<string, readonly Row[]>> = {
  'correctness-engine-value': [
    ['restart: alway', ['alway']],
    ['restart: Always', ['Always']],
    ['restart: never', ['never']],
    ['restart: "always:3"', ['"always:3"']],
    ['restart: "on-failure:x"', ['"on-failure:x"']],
    ['restart: "on-failure:3"', []],
    ['restart: none', []],
    ['restart: "no"', []],
    ['restart: "${POLICY:-always}"', []],
    ['restart: "${POLICY:-alway}"', ['"${POLICY:-alway}"']],
    ['restart: "${POLICY}"', []],
    ['deploy: {restart_policy: {condition: on_failure}}', ['on_failure']],
    ['deploy: {restart_policy: {condition: any}}', []],
    ['cap_add: [net_admin, CAP_SYS_TIME, ALL, all]', []],
    ['cap_add: [CAP_ALL, NET-ADMIN]', ['CAP_ALL', 'NET-ADMIN']],
    ['cap_drop: [FOO, ALL]', ['FOO']],
    ['ulimits: {nofile: {soft: 10, hard: 10}, NPROC: 5, core: -1}', []],
    ['ulimits: {nofile: {soft: -1, hard: 5}}', ['-1']],
    ['ulimits: {nofile: {soft: 5, hard: -1}}', []],
    ['ulimits: {nofiles: 5}', ['nofiles']],
    ['container_name: my web', ['my web']],
    ['container_name: my-web_1.x', []],
    ['ipc: shared', ['shared']],
    ['ipc: "service:b"', []],
    ['stop_signal: sigterm', []],
    ['stop_signal: "15"', []],
    ['stop_signal: SIGRTMIN+3', []],
    ['stop_signal: SIGFOO', ['SIGFOO']],
    ['working_dir: app', ['app']],
    ['working_dir: "C:/app"', []],
    ['security_opt: [no-new-privileges, "label:disable", "seccomp=unconfined"]', []],
    [
      'security_opt: ["no-new-privilege:true", "no-new-privileges:yes"]',
      ['"no-new-privilege:true"', '"no-new-privileges:yes"'],
    ],
    ['security_opt: [seccomp]', ['seccomp']],
    ['extra_hosts: ["a:1.2.3.4", "b=::1", "c=[::1]", "d:host-gateway"]', []],
    ['extra_hosts: ["a:db", "b=1.2.3"]', ['"a:db"', '"b=1.2.3"']],
    ['extra_hosts: {a: 1.2.3.4, b: host-gatewy}', ['host-gatewy']],
    ['mac_address: "02:42:ac:11:00:02"', []],
    ['mac_address: "02:42:ac:11:00"', ['"02:42:ac:11:00"']],
    ['networks: {default: {mac_address: zz}}', ['zz']],
    ['device_cgroup_rules: ["c 1:3 mr", "a 7:* rmw"]', []],
    ['device_cgroup_rules: ["c 1:3"]', ['"c 1:3"']],
    ['sysctls: {net.core.somaxconn: 1024, kernel.shmmax: 1, fs.mqueue.msg_max: 10}', []],
    ['sysctls: ["vm.overcommit_memory=1"]', ['"vm.overcommit_memory=1"']],
    ['sysctls: {net.core.somaxconn: 1024}, network_mode: host', ['net.core.somaxconn']],
    ['sysctls: {kernel.shmmax: 1}, ipc: host', ['kernel.shmmax']],
    ['tmpfs: ["/run:size=64m,mode=1777,noexec", /tmp]', []],
    ['tmpfs: "/run:rwx"', ['"/run:rwx"']],
    ['cpuset: "0-1,3"', []],
    ['cpuset: "0, 1"', ['"0, 1"']],
    ['uts: host, hostname: web', ['web']],
    ['cpu_quota: 500', ['500']],
    ['cpu_quota: 50000, cpu_period: 100000, mem_swappiness: 0', []],
    ['cpu_quota: -1, cpu_period: 0, mem_swappiness: 100', []],
    ['cpu_period: 999, mem_swappiness: 101', ['999', '101']],
    ['cpus: -0.5', ['-0.5']],
    ['mem_limit: -1', ['-1']],
    ['mem_limit: 0, cpus: "${CPUS:-0}"', []],
    ['healthcheck: {test: x, interval: 500us, timeout: 0.5ms}', ['500us', '0.5ms']],
    ['healthcheck: {test: x, interval: 0s, timeout: 1ms, start_period: 1500us}', []],
    ['logging: {driver: json-file, options: {max-sise: 10m}}', ['max-sise']],
    ['logging: {driver: json-file, options: {max-size: 10q, max-file: "0"}}', ['10q', '"0"']],
    ['logging: {driver: json-file, options: {max-size: 1.5gib, max-file: "3", mode: non-blocking}}', []],
    ['logging: {driver: json-file, options: {compress: "yes", mode: nonblocking}}', ['"yes"', 'nonblocking']],
    ['logging: {driver: local, options: {tag: x, max-size: "${SIZE}"}}', ['tag']],
    ['logging: {driver: fluentd, options: {anything: x}}', []],
    ['logging: {options: {fluentd-address: x}}', []],
    ['volumes: [{type: tmpfs, source: x, target: /t}]', ['x']],
    ['volumes: ["./a:/b:ro,nocopy", "data:/d:nocopy"]', ['"./a:/b:ro,nocopy"']],
  ],
  'correctness-image-name': [
    ['image: "localhost/My"', ['"localhost/My"']],
    ['image: "“nginx:1.27”"', ['"“nginx:1.27”"']],
    ['image: "nginx:1.27:2"', ['"nginx:1.27:2"']],
    ['image: "nginx@1.27"', ['"nginx@1.27"']],
    ['image: "nginx:1,27"', ['"nginx:1,27"']],
    ['image: "[::1]:5000/a/b__c:1"', []],
    ['image: "Registry.Example.org/a"', []],
    ['image: "a//b"', ['"a//b"']],
    ['image: "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"', []],
    ['image: "${NAME}:1"', []],
    ['image: "My${NAME:-App}"', ['"My${NAME:-App}"']],
  ],
  'correctness-mount-target': [
    ['tmpfs: ["/c:size=1m", /c]', ['/c']],
    ['tmpfs: [/c, /c]', []],
    ['tmpfs: /c, volumes: [{type: tmpfs, target: /c/}]', ['{type: tmpfs, target: /c/}']],
    ['volumes: [{type: tmpfs, target: /c/}, {type: tmpfs, target: /c}]', ['{type: tmpfs, target: /c}']],
    ['volumes: [/var/run/docker.sock, /etc]', []],
    ['volumes: ["./a:/x/..", data]', ['"./a:/x/.."', 'data']],
    ['volumes: ["./a:/s", "./b:/x/../s"]', ['"./b:/x/../s"']],
    ['volumes: ["./a:${AT}", "./b:${AT}"]', []],
    ['volumes: ["C:\\\\data:C:\\\\data"]', []],
    ['volumes: ["d:/data", "ab:/data2"]', ['"d:/data"']],
  ],
  'correctness-healthcheck-never-passes': [
    ['healthcheck: {test: [CMD, "/bin/sh", "-c", "a || b"]}', []],
    ['healthcheck: {test: [CMD, bash, -c, a, ">", b]}', []],
    ['healthcheck: {test: [CMD, curl, -f, x, "&&", y]}', ['"&&"']],
    ['healthcheck: {test: [CMD, curl, x, ">", /dev/null]}', ['">"']],
    ['healthcheck: {test: [CMD, pg_isready]}', []],
    ['healthcheck: {test: [NONE]}', []],
    ['healthcheck: {test: "CMD-SHELL pg_isready"}', ['"CMD-SHELL pg_isready"']],
    ['healthcheck: {test: pg_isready}', []],
    ['healthcheck: {test: [CMD-SHELL, pg_isready]}', []],
  ],
  'correctness-network-mode-conflict': [
    ['network_mode: host, hostname: x, dns: 1.1.1.1', []],
    ['network_mode: host, links: [b]', ['links']],
    ['network_mode: "container:x", extra_hosts: ["a:1.1.1.1"], expose: [80]', ['extra_hosts', 'expose']],
    ['network_mode: "container:x", extra_hosts: [], hostname: ""', []],
  ],
};

describe('what the engine refuses', () => {
  for (const [id, rows] of Object.entries(table))
    for (const [keys, refused] of rows)
      it(`${id}: ${keys}`, () => {
        const image = keys.startsWith('image:') ? '' : 'image: "a:1", ';
        const text = `services:\n  web: {${image}${keys}}\n`;
        assert.deepEqual(wordsUnder(text, findingsOf(ruleNamed(id), text)), refused);
      });

  it('names the word that was surely meant', () => {
    const text =
      'services:\n  web: {image: "a:1", restart: alway, cap_add: [NETADMIN], stop_signal: SIGTREM}\n';
    const titles = findingsOf(ruleNamed('correctness-engine-value'), text).map(
      ({ fixes }) => fixes[0]?.title.args[0],
    );
    assert.deepEqual(titles, ['always', 'NET_ADMIN', 'SIGTERM']);
  });
});

describe('addresses that a network cannot give', () => {
  const found = (services: string, networks: string): string[] => {
    const text = `services:\n${services}networks:\n${networks}`;
    return wordsUnder(text, findingsOf(ruleNamed('correctness-network-address'), text));
  };
  const at = (name: string, address: string, more = ''): string =>
    `  ${name}: {image: "a:1", networks: {n: {${address}}}${more}}\n`;
  const subnet = '  n: {ipam: {config: [{subnet: 10.5.0.0/24}]}}\n';

  const rows: readonly (readonly [
    what: string,
    services: string,
    networks: string,
    expected: readonly string[],
  ])[] = [
    ['inside', at('a', 'ipv4_address: 10.5.0.5'), subnet, []],
    ['without a subnet', at('a', 'ipv4_address: 10.5.0.5'), '  n: {internal: true}\n', ['10.5.0.5']],
    ['of a network that exists already', at('a', 'ipv4_address: 10.9.0.5'), '  n: {external: true}\n', []],
    [
      'of another driver of addresses',
      at('a', 'ipv4_address: 10.9.0.5'),
      '  n: {ipam: {driver: dhcp}}\n',
      [],
    ],
    ['the gateway’s', at('a', 'ipv4_address: 10.5.0.1'), subnet, ['10.5.0.1']],
    ['the broadcast’s', at('a', 'ipv4_address: 10.5.0.255'), subnet, ['10.5.0.255']],
    [
      'kept for others',
      at('a', 'ipv4_address: 10.5.0.9'),
      '  n: {ipam: {config: [{subnet: 10.5.0.0/24, aux_addresses: {h: 10.5.0.9}}]}}\n',
      ['10.5.0.9'],
    ],
    ['of the wrong kind', at('a', 'ipv6_address: "fd00::5"'), subnet, ['"fd00::5"']],
    [
      'IPv6',
      at('a', 'ipv6_address: "fd00::5"'),
      '  n: {enable_ipv6: true, ipam: {config: [{subnet: "fd00::/64"}]}}\n',
      [],
    ],
    ['no address', at('a', 'ipv4_address: 10.5.0'), subnet, ['10.5.0']],
    ['in a variable', at('a', 'ipv4_address: "${IP}"'), subnet, []],
    [
      'a subnet in a variable',
      at('a', 'ipv4_address: 10.9.0.5'),
      '  n: {ipam: {config: [{subnet: "${NET}"}]}}\n',
      [],
    ],
    ['twice', at('a', 'ipv4_address: 10.5.0.5') + at('b', 'ipv4_address: 10.5.0.5'), subnet, ['10.5.0.5']],
    [
      'of alternatives',
      at('a', 'ipv4_address: 10.5.0.5', ', profiles: [x]') +
        at('b', 'ipv4_address: 10.5.0.5', ', profiles: [y]'),
      subnet,
      [],
    ],
    ['a subnet that is none', at('a', ''), '  n: {ipam: {config: [{subnet: 10.5.0.0}]}}\n', ['10.5.0.0']],
    [
      'overlapping, but not made',
      at('a', ''),
      subnet + '  m: {ipam: {config: [{subnet: 10.5.0.0/16}]}}\n',
      [],
    ],
  ];
  for (const [what, services, networks, expected] of rows)
    it(what, () => {
      assert.deepEqual(found(services, networks), expected);
    });
});

describe('services that a build takes in', () => {
  const found = (id: string, build: string, others: string): string[] => {
    const text = `services:\n  a: {build: {context: ., ${build}}}\n${others}`;
    return wordsUnder(text, findingsOf(ruleNamed(id), text));
  };
  it('must be there, in the list form too', () => {
    const id = 'correctness-undefined-service';
    assert.deepEqual(found(id, 'additional_contexts: {x: "service:b"}', ''), ['b']);
    assert.deepEqual(found(id, 'additional_contexts: ["x=service:b"]', ''), ['b']);
    assert.deepEqual(found(id, 'additional_contexts: {x: ./b, y: "docker-image://b"}', ''), []);
  });
  it('may be the service itself: that is no circle of services that wait', () => {
    assert.deepEqual(found('correctness-dependency-cycle', 'additional_contexts: {x: "service:a"}', ''), []);
  });
  it('must be built', () => {
    const id = 'correctness-build-conflict';
    assert.deepEqual(found(id, 'additional_contexts: ["x=service:b"]', '  b: {image: "b:1"}\n'), ['b']);
    assert.deepEqual(found(id, 'additional_contexts: ["x=service:b"]', '  b: {build: .}\n'), []);
  });
});
