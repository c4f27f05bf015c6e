import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { misplaced, sortEdits } from '../facts/pairOrder';
import { fix, type Rule } from '../rule';

export const styleKeyOrder: Rule = {
  id: 'style-key-order',
  family: 'style',
  severities: { learn: 'off', recommended: 'off', strict: 'off' },
  explanation: {
    what: msg(
      'The keys of a service stand in another order than: what it is, what it runs, what it waits for, what it reaches, what it may use.',
    ),
    why: msg('One order in all services lets a reader compare them.'),
    risk: msg('Nothing breaks; a key that stands where nobody looks is overlooked.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    command: nginx -g 'daemon off;'
    ports: ["127.0.0.1:8080:80"]
    mem_limit: 64m
`,
    ],
    bad: [
      `services:
  web:
    # Only from here.
    ports: ["127.0.0.1:8080:80"]
    # Tested.
    image: nginx:1.27
    x-team: shop
`,
    ],
  },
  checkService(service, { report }) {
    if (!service.map) return;
    const found = misplaced(service.map, rank);
    if (!found) return;
    report({
      place: placeOf(found.pair.key),
      message: msg('`{0}` usually stands before `{1}`.', found.pair.key.text, found.after.key.text),
      related: [{ place: placeOf(found.after.key), message: msg('The key that should follow') }],
      fixes: fix(msg('Sort the keys'), sortEdits(service.map, rank)),
    });
  },
};

/** What it is, what it runs, what it waits for, what it reaches, what it may use, how it is watched. */
const order = [
  [
    'extends',
    'image',
    'build',
    'platform',
    'pull_policy',
    'container_name',
    'hostname',
    'domainname',
    'profiles',
  ],
  [
    'entrypoint',
    'command',
    'init',
    'working_dir',
    'user',
    'group_add',
    'environment',
    'env_file',
    'tty',
    'stdin_open',
  ],
  ['depends_on', 'links', 'restart', 'stop_signal', 'stop_grace_period'],
  ['network_mode', 'networks', 'ports', 'expose', 'dns', 'dns_search', 'extra_hosts'],
  ['volumes', 'volumes_from', 'tmpfs', 'secrets', 'configs', 'devices', 'shm_size'],
  [
    'privileged',
    'cap_add',
    'cap_drop',
    'security_opt',
    'read_only',
    'pid',
    'ipc',
    'uts',
    'userns_mode',
    'cgroup',
  ],
  [
    'deploy',
    'scale',
    'mem_limit',
    'mem_reservation',
    'memswap_limit',
    'cpus',
    'pids_limit',
    'ulimits',
    'sysctls',
  ],
  ['healthcheck', 'logging', 'labels'],
].flat();
const ranks = new Map(order.map((key, index) => [key, index]));
const rank = (key: string): number | undefined => ranks.get(key);
