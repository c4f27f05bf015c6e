import { msg, type Message } from '../../message';
import type { Service } from '../composeModel';
import { entries, itemsOf, placeOf, scalarType, valueAt, type MapNode, type YamlNode } from '../yamlNodes';
import { serviceClashes } from './checkClashes';
import type { SchemaProblem } from './schemaProblem';

/** go-units' sizes: `512m`, `1.5 GB`, `64MiB`. */
const size = /^\d+(?:\.\d+)?\s?[kmgtp]?(?:i?b)?$/i;
/** Go's durations, with the days and weeks that Compose adds to them; never a number without its unit. */
const duration = /^(?:0|[-+]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h|d|w))+)$/;

const sizes: readonly (readonly string[])[] = [
  ['mem_limit'],
  ['mem_reservation'],
  ['memswap_limit'],
  ['shm_size'],
  ['deploy', 'resources', 'limits', 'memory'],
  ['deploy', 'resources', 'reservations', 'memory'],
];
const durations: readonly (readonly string[])[] = [
  ['stop_grace_period'],
  ['healthcheck', 'interval'],
  ['healthcheck', 'timeout'],
  ['healthcheck', 'start_period'],
  ['healthcheck', 'start_interval'],
  ['deploy', 'restart_policy', 'delay'],
  ['deploy', 'restart_policy', 'window'],
  ['deploy', 'update_config', 'delay'],
  ['deploy', 'update_config', 'monitor'],
];

const whole = /^[-+]?\d+$/;
const decimal = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;
const numbers: readonly (readonly string[])[] = [
  ['scale'],
  ['pids_limit'],
  ['oom_score_adj'],
  ['mem_swappiness'],
  ['cpu_count'],
  ['cpu_period'],
  ['cpu_quota'],
  ['cpu_shares'],
  ['healthcheck', 'retries'],
  ['deploy', 'replicas'],
  ['deploy', 'resources', 'limits', 'pids'],
  ['deploy', 'restart_policy', 'max_attempts'],
  ['deploy', 'placement', 'max_replicas_per_node'],
  ['deploy', 'update_config', 'parallelism'],
  ['deploy', 'rollback_config', 'parallelism'],
];
const decimals: readonly (readonly string[])[] = [
  ['cpus'],
  ['cpu_percent'],
  ['deploy', 'resources', 'limits', 'cpus'],
  ['deploy', 'resources', 'reservations', 'cpus'],
];

/** Keys that the long form of an item cannot do without, though the schema does not say so. */
const neededKeys = [
  ['ports', 'target'],
  ['secrets', 'source'],
  ['configs', 'source'],
] as const;

/** Lists in which Compose wants no entry twice; of other lists it takes the second one out. */
const listsOnce = [
  'depends_on',
  'device_cgroup_rules',
  'external_links',
  'extra_hosts',
  'group_add',
  'links',
  'networks',
  'security_opt',
  'volumes_from',
];

function repeated(piece: MapNode): SchemaProblem[] {
  return listsOnce.flatMap((key) => {
    const list = valueAt(piece, key);
    if (list?.type !== 'seq') return [];
    const seen = new Set<string>();
    return list.items.flatMap(({ value }) => {
      if (value.type !== 'scalar') return [];
      const entry = `${scalarType(value)} ${value.text}`;
      const first = !seen.has(entry);
      seen.add(entry);
      return first
        ? []
        : [problem(value, msg('`{0}` stands twice in `{1}`: Compose refuses the file.', value.text, key))];
    });
  });
}

/** Texts of a service that the schema takes and compose cannot read: sizes, durations, ports. */
export function formatProblems(service: Service): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const check = (paths: typeof sizes, format: RegExp, say: (path: string, text: string) => Message): void => {
    for (const path of paths) {
      const [key = '', ...deeper] = path;
      if (!service.has(key)) continue;
      const node = service.get(key, ...deeper);
      const text = literal(node);
      if (
        node &&
        text !== undefined &&
        node.type === 'scalar' &&
        scalarType(node) === 'string' &&
        !format.test(text)
      )
        problems.push(problem(node, say(path.join('.'), text)));
    }
  };
  check(sizes, size, (path, text) =>
    msg('`{0}` cannot be `{1}`: write a size such as `512m` or `1g`.', path, text),
  );
  check(durations, duration, (path, text) =>
    msg('`{0}` cannot be `{1}`: write a duration such as `30s` or `1m30s`.', path, text),
  );
  const asNumber = (path: string): Message => msg('`{0}` must be a number.', path);
  check(numbers, whole, asNumber);
  check(decimals, decimal, asNumber);
  const test = service.get('healthcheck', 'test');
  const first = test?.type === 'seq' ? test.items[0]?.value : undefined;
  const word = literal(first);
  if (first && word !== undefined && !/^(?:NONE|CMD|CMD-SHELL)$/.test(word))
    problems.push(
      problem(
        first,
        msg('A list in `healthcheck.test` begins with `CMD`, `CMD-SHELL` or `NONE`, not with `{0}`.', word),
      ),
    );
  for (const item of itemsOf(service.get('volumes')))
    if (item.type === 'scalar' && item.style !== 'plain' && item.text === '')
      problems.push(problem(item, msg('An entry of `volumes` cannot be empty.')));
  for (const [list, key] of neededKeys)
    for (const item of itemsOf(service.get(list)))
      if (item.type === 'map' && !valueAt(item, key))
        problems.push({ ...problem(item, msg('`{0}` needs the key `{1}`.', list, key)), kind: 'missingKey' });
  for (const item of itemsOf(service.get('extra_hosts'))) {
    const text = literal(item);
    if (text !== undefined && !/[=:]/.test(text))
      problems.push(problem(item, msg('`{0}` must name a host and its address: `host:address`.', text)));
  }
  for (const item of itemsOf(service.get('ports'))) {
    const text = literal(item.type === 'map' ? valueAt(item, 'target') : item);
    if (text !== undefined && !isPort(text)) problems.push(problem(item, portMessage(text)));
  }
  // One by one: as arguments of one call, very many would not fit on the stack.
  for (const found of [...serviceClashes(service), ...service.pieces.flatMap(repeated)]) problems.push(found);
  const ulimits = service.get('ulimits');
  if (ulimits?.type === 'map')
    for (const [name, { value }] of entries(ulimits)) {
      const text = literal(value);
      if (text !== undefined && !/^-?\d+$/.test(text))
        problems.push(problem(value, msg('`{0}` must be a number.', `ulimits.${name}`)));
    }
  return problems;
}

const portMessage = (text: string): Message =>
  msg('`{0}` is no port: write `HOST:CONTAINER` with numbers from 1 to 65535.', text);

function problem(node: YamlNode, message: Message): SchemaProblem {
  return { kind: 'badValue', place: placeOf(node), message, fixes: [] };
}

/** A scalar's text, where no variable takes part in it. */
function literal(node: YamlNode | undefined): string | undefined {
  return node?.type === 'scalar' && node.text !== '' && !node.text.includes('$') ? node.text : undefined;
}

/** `[[IP:]HOST:]CONTAINER[/PROTOCOL]`; each port a number or a range, the host's may be left to the engine. */
const portFormat =
  /^(?:(?:\[[\da-f:.]+\]|\d+\.\d+\.\d+\.\d+):(?=[^:]*:))?(?:([\d-]*):)?([\d-]+)(?:\/(?:tcp|udp|sctp))?$/i;

function isPort(text: string): boolean {
  const match = portFormat.exec(text);
  if (!match) return false;
  const [, host = '', container = ''] = match;
  return (host === '' || isPortRange(host)) && isPortRange(container);
}

function isPortRange(text: string): boolean {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (!match) return false;
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2]);
  return first <= last && last <= 65_535;
}
