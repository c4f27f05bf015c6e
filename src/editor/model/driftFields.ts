import type { ConfiguredService } from './driftText';

/** What an image brings: it counts where neither the file nor the command line says otherwise. */
export interface ImageDefaults {
  readonly Env?: readonly string[] | null;
  readonly Cmd?: readonly string[] | null;
  readonly Entrypoint?: readonly string[] | null;
  readonly User?: string;
  readonly WorkingDir?: string;
  readonly StopSignal?: string;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly Volumes?: Readonly<Record<string, unknown>> | null;
}

type Raw = Readonly<Record<string, unknown>>;

/** The engine's own answer about a container, as far as fields are read from it here. */
export interface RawContainer {
  readonly id: string;
  readonly config: Raw;
  readonly host: Raw;
}

export function rawContainer(id: string, raw: unknown): RawContainer {
  const all = record(raw);
  return { id, config: record(all['Config']), host: record(all['HostConfig']) };
}

/** A key of a service on both sides, in the same words; empty where it has nothing to say. */
interface Field {
  readonly key: string;
  running(container: RawContainer): string;
  file(service: ConfiguredService, image: ImageDefaults): string;
}

/** Memory that the engine gives to /dev/shm when nobody says anything: 64 MiB. */
const usualShm = 64 * 1024 * 1024;

/** What compose's sum covers and the engine can tell, environment, labels, ports, mounts and networks aside. */
export const driftFields: readonly Field[] = [
  {
    key: 'entrypoint',
    running: ({ config }) => words(config['Entrypoint']),
    file: (service, image) => words(service.entrypoint ?? image.Entrypoint),
  },
  {
    key: 'command',
    running: ({ config }) => words(config['Cmd']),
    // An entrypoint of the file takes the image's command away.
    file: ({ command, entrypoint }, image) => words(command ?? (entrypoint ? [] : image.Cmd)),
  },
  {
    key: 'user',
    running: ({ config }) => text(config['User']),
    file: ({ user }, image) => text(user ?? image.User),
  },
  {
    key: 'working_dir',
    running: ({ config }) => text(config['WorkingDir']),
    file: (service, image) => text(service['working_dir'] ?? image.WorkingDir),
  },
  {
    key: 'stop_signal',
    running: ({ config }) => text(config['StopSignal']),
    file: (service, image) => text(service['stop_signal'] ?? image.StopSignal),
  },
  {
    key: 'stop_grace_period',
    running: ({ config }) => number(config['StopTimeout'], 's'),
    file: (service) => number(nanoseconds(service['stop_grace_period']) / 1e9, 's'),
  },
  {
    key: 'hostname',
    // The start of its id is the name that the engine gives.
    running: ({ config, id }) => {
      const name = text(config['Hostname']);
      return name !== '' && id.startsWith(name) ? '' : name;
    },
    file: (service) => text(service['hostname']),
  },
  {
    key: 'healthcheck',
    running: ({ config }) => {
      const check = record(config['Healthcheck']);
      return health(
        check['Test'],
        check['Interval'],
        check['Timeout'],
        check['StartPeriod'],
        check['Retries'],
      );
    },
    file: (service) => {
      const check = record(service['healthcheck']);
      if (check['disable'] === true) return 'NONE';
      const time = (key: string): number => nanoseconds(check[key]);
      return health(check['test'], time('interval'), time('timeout'), time('start_period'), check['retries']);
    },
  },
  flag('tty', 'Tty', 'config'),
  flag('stdin_open', 'OpenStdin', 'config'),
  flag('init', 'Init'),
  flag('privileged', 'Privileged'),
  flag('read_only', 'ReadonlyRootfs'),
  flag('oom_kill_disable', 'OomKillDisable'),
  {
    key: 'restart',
    running: ({ host }) => {
      const { Name: name, MaximumRetryCount: count } = record(host['RestartPolicy']);
      return restart(count === 0 || count === undefined ? text(name) : `${text(name)}:${text(count)}`);
    },
    file: (service) => restart(text(service.restart)),
  },
  capabilities('cap_add', 'CapAdd'),
  capabilities('cap_drop', 'CapDrop'),
  {
    key: 'security_opt',
    running: ({ host }) => securityOptions(host['SecurityOpt']),
    file: (service) => securityOptions(service['security_opt']),
  },
  limit('mem_limit', 'Memory', 'memory'),
  limit('pids_limit', 'PidsLimit', 'pids'),
  {
    key: 'mem_reservation',
    running: ({ host }) => number(host['MemoryReservation']),
    file: (service) => number(service['mem_reservation'] ?? deployed(service, 'reservations', 'memory')),
  },
  {
    key: 'cpus',
    running: ({ host }) => number(Number(host['NanoCpus'] ?? 0) / 1e9),
    file: (service) => number(service.cpus ?? deployed(service, 'limits', 'cpus')),
  },
  amount('cpu_shares', 'CpuShares'),
  amount('cpu_quota', 'CpuQuota'),
  amount('cpuset', 'CpusetCpus'),
  amount('oom_score_adj', 'OomScoreAdj'),
  {
    key: 'shm_size',
    running: ({ host }) => (host['ShmSize'] === usualShm ? '' : number(host['ShmSize'])),
    file: (service) => (Number(service['shm_size']) === usualShm ? '' : number(service['shm_size'])),
  },
  {
    key: 'ulimits',
    running: ({ host }) =>
      sorted(
        array(host['Ulimits']).map((one) => {
          const { Name: name, Soft: soft, Hard: hard } = record(one);
          return `${text(name)}=${text(soft)}:${text(hard)}`;
        }),
      ),
    file: (service) =>
      sorted(
        Object.entries(record(service['ulimits'])).map(([name, one]) => {
          const { soft = one, hard = one } = typeof one === 'object' ? record(one) : {};
          return `${name}=${text(soft)}:${text(hard)}`;
        }),
      ),
  },
  {
    key: 'sysctls',
    running: ({ host }) => pairs(host['Sysctls']),
    file: (service) => pairs(service['sysctls']),
  },
  {
    key: 'tmpfs',
    running: ({ host }) =>
      sorted(
        Object.entries(record(host['Tmpfs'])).map(
          ([path, options]) => path + (options === '' ? '' : `:${text(options)}`),
        ),
      ),
    file: (service) => sorted(array(service['tmpfs']).map(text)),
  },
  list('dns', 'Dns'),
  list('dns_search', 'DnsSearch'),
  list('group_add', 'GroupAdd'),
  {
    key: 'extra_hosts',
    running: ({ host }) => hosts(host['ExtraHosts']),
    file: (service) => hosts(service['extra_hosts']),
  },
  {
    key: 'devices',
    running: ({ host }) => devices(host['Devices'], 'PathOnHost', 'PathInContainer', 'CgroupPermissions'),
    file: (service) => devices(service['devices'], 'source', 'target', 'permissions'),
  },
  mode('network_mode', 'NetworkMode', /^(?:host|none|container:|service:)/),
  mode('pid', 'PidMode'),
  mode('ipc', 'IpcMode', /^(?:host|none|container:|service:)/),
  mode('uts', 'UTSMode'),
  mode('userns_mode', 'UsernsMode'),
];

function flag(key: string, name: string, part: 'config' | 'host' = 'host'): Field {
  return {
    key,
    running: (container) => (container[part][name] === true ? 'true' : ''),
    file: (service) => (service[key] === true ? 'true' : ''),
  };
}

function amount(key: string, name: string): Field {
  return { key, running: ({ host }) => number(host[name]), file: (service) => number(service[key]) };
}

function limit(key: string, name: string, inDeploy: string): Field {
  return {
    key,
    running: ({ host }) => (Number(host[name] ?? 0) > 0 ? number(host[name]) : ''),
    file: (service) => {
      const wanted = service[key] ?? deployed(service, 'limits', inDeploy);
      return Number(wanted) > 0 ? number(wanted) : '';
    },
  };
}

function list(key: string, name: string): Field {
  return {
    key,
    running: ({ host }) => array(host[name]).map(text).join(' '),
    file: (service) => array(service[key]).map(text).join(' '),
  };
}

function capabilities(key: string, name: string): Field {
  const plain = (value: unknown): string =>
    sorted(array(value).map((one) => text(one).toUpperCase().replace(/^CAP_/, '')));
  return { key, running: ({ host }) => plain(host[name]), file: (service) => plain(service[key]) };
}

/** A namespace's mode. `told` leaves out what the engine sets by itself. */
function mode(key: string, name: string, told = /./): Field {
  const plain = (value: unknown): string => {
    const words = text(value);
    if (!told.test(words)) return '';
    // The file names a service, the engine a container's id: the same thing in two words.
    return words.replace(/^(?:container|service):.*$/, 'that of another container');
  };
  return { key, running: ({ host }) => plain(host[name]), file: (service) => plain(service[key]) };
}

const deployed = (service: ConfiguredService, part: 'limits' | 'reservations', key: string): unknown =>
  record(record(record(service['deploy'])['resources'])[part])[key];

const restart = (policy: string): string => (policy === 'no' ? '' : policy);

/** With the namespace of the host, the engine takes SELinux labels away by itself. */
const securityOptions = (value: unknown): string =>
  sorted(
    array(value)
      .map((one) => text(one).replace(/^no-new-privileges$/, 'no-new-privileges:true'))
      .filter((one) => one !== 'label=disable'),
  );

function health(
  test: unknown,
  interval: unknown,
  timeout: unknown,
  start: unknown,
  retries: unknown,
): string {
  const command = words(test);
  if (command === '' || command === 'NONE') return command;
  const time = (name: string, value: unknown): string =>
    Number(value ?? 0) > 0 ? ` ${name}=${Number(value) / 1e9}s` : '';
  const tries = Number(retries ?? 0) > 0 ? ` retries=${text(retries)}` : '';
  return (
    command + time('interval', interval) + time('timeout', timeout) + time('start_period', start) + tries
  );
}

const hosts = (value: unknown): string => sorted(array(value).map((one) => text(one).replace('=', ':')));

function devices(value: unknown, source: string, target: string, permissions: string): string {
  return sorted(
    array(value).map((one) => {
      const device = record(one);
      if (typeof one === 'string') return one;
      return `${text(device[source])}:${text(device[target])}:${text(device[permissions] ?? 'rwm')}`;
    }),
  );
}

const pairs = (value: unknown): string =>
  sorted(Object.entries(record(value)).map(([key, one]) => `${key}=${text(one)}`));

const sorted = (values: readonly string[]): string => [...values].sort().join(' ');

/** `1m30s`, as compose writes durations, in nanoseconds. */
function nanoseconds(duration: unknown): number {
  const units: Readonly<Record<string, number>> = { h: 3600e9, m: 60e9, s: 1e9, ms: 1e6, us: 1e3, ns: 1 };
  let sum = 0;
  for (const [, amountOf, unit = ''] of text(duration).matchAll(/([\d.]+)(h|ms|us|ns|m|s)/g))
    sum += Number(amountOf) * (units[unit] ?? 0);
  return sum;
}

const words = (value: unknown): string =>
  typeof value === 'string' ? value : array(value).map(text).join(' ');

function number(value: unknown, unit = ''): string {
  const words = text(value);
  return words === '' || words === '0' || words === 'NaN' ? '' : words + unit;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

const array = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : value === undefined || value === null ? [] : [value];

const record = (value: unknown): Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {};
