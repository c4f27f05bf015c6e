import { flag, amount, plain, limit, list, capabilities, mode, type Field } from './driftField';
import {
  deployed,
  deployedRestart,
  usualRuntime,
  logging,
  exposed,
  sized,
  restart,
  securityOptions,
  health,
  hosts,
  devices,
  pairs,
  sorted,
  nanoseconds,
  words,
  number,
  text,
  array,
  record,
} from './driftValues';

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
        check['StartInterval'],
      );
    },
    file: (service) => {
      const check = record(service['healthcheck']);
      if (check['disable'] === true) return 'NONE';
      const time = (key: string): number => nanoseconds(check[key]);
      return health(
        check['test'],
        time('interval'),
        time('timeout'),
        time('start_period'),
        check['retries'],
        time('start_interval'),
      );
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
    file: (service) => restart(text(service.restart) || deployedRestart(service)),
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
  amount('cpu_period', 'CpuPeriod'),
  plain('cpuset', 'CpusetCpus'),
  {
    key: 'memswap_limit',
    // Twice the limit of memory is what the engine sets where only that is given.
    running: ({ host }) =>
      host['MemorySwap'] === 2 * Number(host['Memory']) ? '' : number(host['MemorySwap']),
    file: (service) => {
      const memory = Number(service['mem_limit'] ?? deployed(service, 'limits', 'memory'));
      return Number(service['memswap_limit']) === 2 * memory ? '' : number(service['memswap_limit']);
    },
  },
  limit('mem_swappiness', 'MemorySwappiness', 'none'),
  {
    key: 'blkio_config.weight',
    running: ({ host }) => number(host['BlkioWeight']),
    file: (service) => number(record(service['blkio_config'])['weight']),
  },
  plain('domainname', 'Domainname', 'config'),
  plain('cgroup_parent', 'CgroupParent'),
  {
    key: 'runtime',
    running: ({ host }) => usualRuntime(host['Runtime']),
    file: (service) => usualRuntime(service['runtime']),
  },
  {
    key: 'logging',
    running: ({ host }) => {
      const { Type: driver, Config: options } = record(host['LogConfig']);
      return logging(driver, options);
    },
    file: (service) => {
      const { driver, options } = record(service['logging']);
      return logging(driver, options);
    },
  },
  {
    key: 'expose',
    running: ({ config, host }) =>
      exposed(Object.keys(record(config['ExposedPorts'])), Object.keys(record(host['PortBindings']))),
    file: (service, image) =>
      exposed(
        [...Object.keys(image.ExposedPorts ?? {}), ...array(service['expose']).map(text)],
        (service.ports ?? []).map(({ target, protocol = 'tcp' }) => `${target}/${protocol}`),
      ),
  },
  {
    key: 'storage_opt',
    running: ({ host }) => pairs(host['StorageOpt']),
    file: (service) => pairs(service['storage_opt']),
  },
  {
    key: 'depends_on',
    running: ({ config }) =>
      sorted(
        text(record(config['Labels'])['com.docker.compose.depends_on'])
          .split(',')
          .map((one) => one.split(':').slice(0, 2).join(':'))
          .filter((one) => one !== ''),
      ),
    file: (service) =>
      sorted(
        Object.entries(record(service['depends_on'])).map(
          ([name, how]) => `${name}:${text(record(how)['condition'])}`,
        ),
      ),
  },
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
      sorted([
        ...Object.entries(record(host['Tmpfs'])).map(
          ([path, options]) => path + (options === '' ? '' : `:${text(options)}`),
        ),
        ...array(host['Mounts']).flatMap((one) => {
          const { Type: type, Target: target, TmpfsOptions: options } = record(one);
          return type === 'tmpfs' ? [sized(target, record(options)['SizeBytes'])] : [];
        }),
      ]),
    file: (service) =>
      sorted([
        ...array(service['tmpfs']).map(text),
        ...array(service['volumes']).flatMap((one) => {
          const { type, target, tmpfs } = record(one);
          return type === 'tmpfs' ? [sized(target, record(tmpfs)['size'])] : [];
        }),
      ]),
  },
  list('dns', 'Dns'),
  list('dns_search', 'DnsSearch'),
  list('dns_opt', 'DnsOptions'),
  list('device_cgroup_rules', 'DeviceCgroupRules'),
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
