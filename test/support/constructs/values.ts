/**
 * Values in YAML's flow style that each place of a compose file is tried with: some of every kind, which are wrong at
 * most of them, and more of the kinds that a place takes.
 */
export const anyValues: readonly string[] = ['', '5', 'text', 'true', '[a, b]', '{a: b}', '"${X:-text}"'];
export const scalarValues: readonly string[] = [
  '""',
  '-1',
  '1.5',
  '.inf',
  '"5"',
  '2026-01-01',
  '"${X:-5}"',
  '"${X:-}"',
];
export const listValues: readonly string[] = ['[]', '[a, a]', '[5]', '[[a]]', '[{}]', '[null]'];
export const mapValues: readonly string[] = ['{}', '{a: 5}', '{a: }', '{a: [b]}'];

/** Fewer of them, for what stands in a list or under a name of the author's own. */
export const entryValues: readonly string[] = ['', '""', '5', 'text', '[a]', '{a: b}', '"${X:-5}"'];

const quoted = (texts: readonly string[]): readonly string[] => texts.map((text) => JSON.stringify(text));
/** The same values, and every third once more as the default of a variable. */
const withDefaults = (texts: readonly string[]): readonly string[] => [
  ...quoted(texts),
  ...texts.filter((_, at) => at % 3 === 0).map((text) => `"\${X:-${text}}"`),
];

const durations = withDefaults([
  ...[
    '10s',
    '1m30s',
    '1h',
    '1d',
    '1w',
    '1.5h',
    '.5s',
    '5.s',
    '100ms',
    '5us',
    '5µs',
    '5ns',
    '0',
    '-5s',
    '+5s',
  ],
  ...['10', '10 s', ' 10s', '10S', '1y', '1M', 's', '1m 30s', '1m30', 'PT10S', '10sec', '1,5s', '1e3s'],
]);
const sizes = withDefaults([
  ...[
    '512m',
    '1g',
    '1.5g',
    '1.5 GB',
    '64MiB',
    '64mib',
    '1kb',
    '1K',
    '1t',
    '1p',
    '100b',
    '100',
    '0',
    '1G',
    '.5g',
  ],
  ...[
    '10x',
    'lots',
    '-1',
    '-1m',
    '1 g',
    '1  g',
    ' 1g',
    '1g ',
    '1gib',
    '1gi',
    '1ee',
    '1e3',
    '1_000',
    '0x10',
    '1,5g',
  ],
]);
const wholes = withDefaults([
  ...['0', '5', '-5', '+5', '1000', '007', 'a', '5a', '1.5', '1e3', '0x10', '0o7', '1_000', ' 5', '5 ', '∞'],
  '99999999999999999999',
]);
const decimals = withDefaults([
  ...[
    '0',
    '0.5',
    '.5',
    '5.',
    '1e3',
    '1e-3',
    '-0.5',
    '+1',
    'a',
    '1.5.2',
    '1,5',
    '0x10',
    '1_0',
    'inf',
    '.inf',
    'nan',
  ],
  ...['Infinity', '50%'],
]);
const flags = withDefaults([
  ...[
    'true',
    'false',
    'True',
    'TRUE',
    'yes',
    'no',
    'Yes',
    'on',
    'off',
    'ON',
    'y',
    'n',
    'Y',
    't',
    'f',
    '1',
    '0',
  ],
  ...['maybe', 'enabled', ' true', 'true '],
]);
const addresses = quoted([
  ...[
    '10.0.0.1',
    '::1',
    'fe80::1',
    '10.0.0.0/24',
    '10.0.0',
    '10.0.0.256',
    'localhost',
    'host.docker.internal',
  ],
]);
const names = quoted(['a', 'A', 'a b', 'é', '-a', '_a', 'a.b', 'a/b', '1', 'a:b', 'a_b-c', ' a', '$$a']);
const signals = quoted(['SIGTERM', 'TERM', 'SIGUSR1', 'sigterm', '9', 'SIGNOPE', '']);
const ports = [
  '80', // Beside the texts, as a number.
  '70000',
  '-80',
  '80.5',
  '22:22',
  ...quoted([
    ...[
      '80',
      '8080:80',
      '80/tcp',
      '80/udp',
      '80/sctp',
      '80/UDP',
      '80/icmp',
      '80/',
      '/tcp',
      '8080:80/tcp/udp',
    ],
    ...[
      '8000-8010',
      '8000-8010:80-90',
      '8000-8010:80',
      '80:80-90',
      '8000-8010:8000-8005',
      '8010-8000:80',
      '80-70',
    ],
    ...['127.0.0.1:80:80', '127.0.0.1::80', '127.0.0.1:80', '127.0.0.1:8000-8001:80-81', '0.0.0.0:80:80'],
    ...[
      '[::1]:80:80',
      '::1:80:80',
      '[::1]::80',
      '[::1]:80',
      '[localhost]:80:80',
      'localhost:80:80',
      'a.b:80:80',
    ],
    ...[
      '999.0.0.1:80:80',
      '127.0.0:80:80',
      '127.1:80:80',
      ':80',
      '80:',
      ':',
      '80:80:80',
      '1:2:3:4',
      '80:80:80:80',
    ],
    ...[
      '0:80',
      '80:0',
      '0',
      '65535:65535',
      '65536:80',
      '80:65536',
      '99999',
      '-1:80',
      'a:b',
      'a',
      'http',
      '80:http',
    ],
    ...[
      '80 : 80',
      '80: 80',
      ' 80:80',
      '80:80 ',
      '80,81',
      '80;81',
      '0x50:80',
      '080:80',
      '+80:80',
      '8_0:80',
      '1e3:80',
    ],
    ...['8000-:80', '-8000:80', '8000--8010:80', '8000-8010-8020:80', '80-80:80-80', '8080:80:', ':8080:80'],
    ...['${X:-8080}:80', '${X:-8080}:${Y:-80}', '${X:-a}:80', '${X:-}:80', '${X}:80', '80${X:-/udp}', '$X'],
    ...['${X:-8000-8010}:80', '${X:-127.0.0.1:}8080:80', '${X:-8000-8010}:80-85'],
  ]),
];
const mounts = quoted([
  ...[
    '/a',
    'a',
    'a:/b',
    './a:/b',
    '../a:/b',
    '~/a:/b',
    '~:/b',
    '.:/b',
    '/:/b',
    'a:b',
    './a:b',
    'a:/b:ro',
    'a:/b:rw',
  ],
  ...[
    'a:/b:z',
    'a:/b:Z',
    'a:/b:ro,z',
    'a:/b:nocopy',
    'a:/b:rprivate',
    'a:/b:rx',
    'a:/b:',
    'a::ro',
    ':/b',
    ':',
    '::',
  ],
  ...[
    'a:/b:ro:z',
    'a:/b:ro:z:x',
    '/a:/b:/c',
    'a:/b:RO',
    'a:/b:ro,',
    'a:/b:ro,rw',
    'a:/b/:ro',
    './a:/b:ro/',
    'a:',
  ],
  ...[
    'd:/path',
    'd:\\path',
    'd:/path:/b',
    'C:\\a:/b',
    'C:\\a:C:\\b',
    'C:\\a:C:\\b:ro',
    '\\\\.\\pipe\\a:/b',
    'a:d:/b',
  ],
  ...['é:/b', 'a b:/b', 'ab:/b', '.a:/b', '-a:/b', 'nope:/b', '${X:-a}:/b', '${X:-./a}:/b', '${X:-/a}:/b'],
  ...['${X:-}:/b', './${X:-a}:/b', 'a:/b:${X:-ro}', 'a:${X:-/b}', '${X:-a:/b}', '${X:-a:/b:ro:z}', '$$a:/b'],
  ...['./a:/a:b:c', '/a/b/../c:/d', './a:/b,ro', './a=/b', './a /b'],
]);
const devices = quoted([
  ...[
    '/dev/a',
    '/dev/a:/dev/b',
    '/dev/a:/dev/b:rwm',
    '/dev/a:/dev/b:r',
    '/dev/a:/dev/b:x',
    '/dev/a:rwm',
    'a',
    ':',
  ],
  ...[
    '/dev/a:/dev/b:rwm:x',
    '/dev/a:/dev/b:r:w:m',
    '/dev/a::rwm',
    '::::',
    'nvidia.com/gpu=all',
    '${X:-/dev/a}',
  ],
  ...['${X:-/dev/a:/dev/b:c:d}', ''],
]);
const hosts = quoted([
  ...[
    'a:10.0.0.1',
    'a=10.0.0.1',
    'a:::1',
    'a=::1',
    'a:[::1]',
    'a',
    'a:',
    ':10.0.0.1',
    '=10.0.0.1',
    'a:host-gateway',
  ],
  ...['a:nope', 'a:10.0.0.999', 'a b:10.0.0.1', 'a:10.0.0.1:80', '', '${X:-a:10.0.0.1}', '${X:-a}'],
]);
const shared = quoted([
  ...[
    'host',
    'none',
    'bridge',
    'private',
    'shareable',
    'service:b',
    'service:nobody',
    'service:',
    'container:x',
  ],
  ...['container:', 'Host', 'hosts', 'default', 'a', 'host ', 'slirp4netns', 'service:web'],
]);
const images = quoted([
  ...[
    'busybox',
    'busybox:1',
    'a/b/c:1',
    'localhost:5000/a:1',
    'MyApp:1',
    'nginx:',
    ':1',
    'a:1:2',
    'a@1',
    ' a',
    'a b',
  ],
  ...[
    `a@sha256:${'0'.repeat(64)}`,
    `a:1@sha256:${'0'.repeat(64)}`,
    'https://a/b',
    '${X:-busybox}',
    '${X:-}',
    '-',
  ],
]);
const times = quoted(['every_12h', 'every_1d', 'every_', 'every_x', 'every_1w2d', 'every_5', 'every_-5m']);

/** What else is tried at places whose path fits: forms of their own, right and wrong. */
export const ownValues: readonly (readonly [path: RegExp, values: readonly string[]])[] = [
  [
    /\.(?:interval|timeout|start_period|start_interval|delay|monitor|window|stop_grace_period|pull_refresh_after)$/,
    durations,
  ],
  [/\.(?:mem_limit|mem_reservation|memswap_limit|shm_size|memory|size|rate|context_size)$/, sizes],
  [
    /\.(?:scale|replicas|parallelism|retries|pids|pids_limit|max_attempts|max_replicas_per_node|oom_score_adj|mem_swappiness|weight|priority|gw_priority|soft|hard|mode|uid|gid|value|nproc|count)$/,
    wholes,
  ],
  [/\.cpu_(?:count|period|quota|shares|rt_period|rt_runtime)$/, wholes],
  [/\.(?:cpus|cpu_percent|max_failure_ratio)$/, decimals],
  [
    /\.(?:attach|disable|external|init|internal|attachable|enable_ipv[46]|no_cache|nocopy|oom_kill_disable|privileged|pull|read_only|required|stdin_open|tty|use_api_socket|create_host_path|initial_sync|sbom|provenance)$/,
    flags,
  ],
  [/depends_on\.b\.restart$/, flags],
  [/\.count$/, quoted(['all', 'All', 'ALL', 'none', 'al', '2', '-1'])],
  [/\.(?:host_ip|ipv4_address|ipv6_address|gateway|subnet|ip_range|dns\[\]|link_local_ips\[\])$/, addresses],
  [
    /^(?:name|services\.web\.(?:container_name|hostname|domainname|platform|runtime|user|cpuset|isolation|profiles\[\]))$/,
    names,
  ],
  [/^(?:networks\.n|volumes\.v|secrets\.s|configs\.c|models\.m)\.name$/, names],
  [
    /\.(?:networks|configs|secrets|volumes_from|links|depends_on|models)\[\]$/,
    quoted(['n', 's', 'c', 'b', 'm', 'nobody', 'b:x', 'b:ro', 'container:x', 'b:x:y', ':', '']),
  ],
  [/\.stop_signal$/, signals],
  [/\.ports\[\]$/, ports],
  [/\.expose\[\]$/, ports],
  [
    /\.published$/,
    [
      ...wholes,
      ...quoted(['8000-8010', '8010-8000', 'abc', '0', '65536', '80:80', '8000-', '${X:-8000-8010}']),
    ],
  ],
  [/\.ports\[\]\.target$/, [...wholes, ...quoted(['65536', '80-90', 'http'])]],
  [/\.protocol$/, quoted(['tcp', 'udp', 'sctp', 'TCP', 'icmp'])],
  [/services\.web\.volumes\[\]$/, mounts],
  [/\.(?:source|target)$/, quoted(['/a', './a', 'a', 'v', 'nobody', 'a:b', '/', '/dev/a'])],
  [/\.devices\[\]$/, devices],
  [/\.permissions$/, quoted(['r', 'rwm', 'x', 'rwx'])],
  [/\.extra_hosts\[\]$/, hosts],
  [/\.extra_hosts\.a$/, quoted(['10.0.0.1', '::1', 'host-gateway', 'nope'])],
  [/services\.web\.(?:network_mode|pid|ipc|uts|userns_mode|cgroup)$/, shared],
  [/\.image$/, images],
  [
    /\.(?:pull_policy)$/,
    [
      ...times,
      ...quoted([
        'always',
        'never',
        'missing',
        'if_not_present',
        'build',
        'daily',
        'weekly',
        'alway',
        'Always',
      ]),
    ],
  ],
  [
    /\.restart$/,
    quoted([
      'always',
      'no',
      'on-failure',
      'on-failure:3',
      'unless-stopped',
      'alway',
      'Always',
      'unless_stopped',
      'never',
      'on-failure:x',
    ]),
  ],
  [
    /\.(?:command|entrypoint)$/,
    quoted([
      'echo a',
      "echo 'a",
      'echo "a',
      'echo a\\',
      'echo $$a',
      'echo `a',
      'echo (a',
      'a | b',
      "a 'b' c",
      '   ',
    ]),
  ],
  [
    /\.test$/,
    [
      ...quoted(['exit 0', "a 'b"]),
      '[CMD, a]',
      '[CMD-SHELL, a]',
      '[NONE]',
      '[cmd, a]',
      '[curl]',
      '[CMD]',
      '["", a]',
      '["${X:-CMD}", a]',
    ],
  ],
  [
    /services\.web\.ulimits\.nproc$/,
    ['{soft: 1, hard: 2}', '{soft: 1}', '{soft: a, hard: 2}', '{single: 5}', '{soft: 5, hard: 1}'],
  ],
  [/\.tmpfs(?:\[\])?$/, quoted(['/a', '/a:size=1m', '/a:nope', 'a', ':', '/a:mode=755,uid=1'])],
  [
    /\.(?:environment|args|labels|annotations|sysctls|additional_contexts|ssh|options)\[\]$/,
    quoted(['A=b', 'A', '=b', 'A=', 'A = b', 'a b=c', 'default', 'A: b', '${X:-A=b}']),
  ],
  [
    /\.additional_contexts\.a$/,
    quoted(['./a', 'service:b', 'service:web', 'service:nobody', 'docker-image://a', 'https://a']),
  ],
  [/\.(?:mode)$/, ['0440', '0o440', '"0440"', '0x1ff', '0999', '"rw"']],
  [/\.driver$/, quoted(['local', 'bridge', 'nope', 'json-file', ''])],
  [
    /\.platforms\[\]$|\.platform$/,
    quoted(['linux/amd64', 'linux/arm64/v8', 'linux', 'nope/nope', 'linux/amd64/v1/x']),
  ],
  [/\.(?:gpus|profiles|external|models|networks|credential_spec|provider)$/, quoted(['all', 'none', 'b'])],
  [/^version$/, ['3', '"3.9"', '3.9', '"latest"']],
  [/\.mac_address$/, quoted(['02:42:ac:11:65:43', '02-42-ac-11-65-43', '02:42', 'zz'])],
];

/** Words that a key takes, spelt as people misspell them. */
export function misspelt(word: string): readonly string[] {
  return quoted([
    word,
    word.toUpperCase(),
    word.slice(0, -1),
    `${word}s`,
    word.replace(/[-_]/g, (sign) => (sign === '-' ? '_' : '-')),
    `\${X:-${word}}`,
    `\${X:-${word}x}`,
  ]);
}

/** Names of what an author names: services, networks, labels. */
export const ownNames: readonly string[] = quoted([
  'a',
  'A.b',
  'a b',
  'é',
  '1',
  '-a',
  'x-a',
  'a/b',
  '',
  '_',
  '${X:-a}',
]);
