import type { FormatName } from '../src/compose/schema/formats/valueFormats';
import type { JsonSchema } from './compileSchema';

/**
 * The keys whose text Compose reads further, which the schema does not say: by format, as `definition.key.key`; `[]` is
 * an entry of a list, `*` one under a name of the author's own. After the types of compose-go, and asked of Compose.
 */
const formats: Readonly<Record<FormatName, readonly string[]>> = {
  // All that are true, false or text; see `setFormats`.
  boolean: ['network.external', 'volume.external', 'secret.external', 'config.external'],
  text: ['service.build.provenance', 'service.build.sbom'],
  whole: [
    'service.cpu_count',
    'service.cpu_period',
    'service.cpu_quota',
    'service.cpu_rt_period',
    'service.cpu_rt_runtime',
    'service.cpu_shares',
    'service.oom_score_adj',
    'service.pids_limit',
    'deployment.resources.limits.pids',
    'generic_resources.[].discrete_resource_spec.value',
    'service.ulimits.*',
    'service.ulimits.*.soft',
    'service.ulimits.*.hard',
  ],
  natural: [
    'service.scale',
    'service.ports.[].target',
    'healthcheck.retries',
    'deployment.replicas',
    'deployment.update_config.parallelism',
    'deployment.rollback_config.parallelism',
    'deployment.restart_policy.max_attempts',
    'deployment.placement.max_replicas_per_node',
  ],
  decimal: [
    'service.cpus',
    'deployment.resources.limits.cpus',
    'service.cpu_percent',
    'deployment.resources.reservations.cpus',
    'deployment.update_config.max_failure_ratio',
    'deployment.rollback_config.max_failure_ratio',
  ],
  octal: ['service_config_or_secret.[].mode'],
  size: [
    'service.mem_limit',
    'service.mem_reservation',
    'service.mem_swappiness',
    'service.memswap_limit',
    'service.shm_size',
    'service.build.shm_size',
    'service.volumes.[].tmpfs.size',
    'deployment.resources.limits.memory',
    'deployment.resources.reservations.memory',
    'blkio_limit.rate',
  ],
  duration: [
    'service.stop_grace_period',
    'healthcheck.interval',
    'healthcheck.timeout',
    'healthcheck.start_period',
    'healthcheck.start_interval',
    'deployment.restart_policy.delay',
    'deployment.restart_policy.window',
    'deployment.update_config.delay',
    'deployment.update_config.monitor',
    'deployment.rollback_config.delay',
    'deployment.rollback_config.monitor',
  ],
  address: ['service.ports.[].host_ip'],
  deviceCount: ['devices.[].count', 'gpus.[].count'],
  host: ['extra_hosts.[]'],
  sshKey: ['service.build.ssh.[]'],
  keyValue: ['service.build.additional_contexts.[]'],
  variable: ['service.environment.[]', 'service.build.args.[]', 'service_hook.environment.[]'],
  envFormat: ['env_file.[].format'],
  // At the top: see `setFormats`.
  projectName: [],
  notEmpty: [
    'include',
    'include.path',
    'include.path.[]',
    'include.env_file',
    'include.env_file.[]',
    'development.watch.[].path',
    'env_file',
    'env_file.[]',
    'env_file.[].path',
    'label_file',
    'label_file.[]',
    'secret.environment',
    'service_config_or_secret.[]',
    'service_config_or_secret.[].source',
    'service.depends_on.[]',
    'service.extends',
    'service.extends.service',
    'service.extends.file',
    'service.image',
    'service.links.[]',
    'service.models.[]',
    'service.networks.[]',
    'service.volumes_from.[]',
  ],
  containerName: ['service.container_name'],
  pullPolicy: ['service.pull_policy'],
  networkMode: ['service.network_mode'],
  namespace: ['service.pid'],
  ipc: ['service.ipc'],
  hostOnly: ['service.uts', 'service.userns_mode'],
  restart: ['service.restart'],
  restartCondition: ['deployment.restart_policy.condition'],
  platform: ['service.platform'],
  protocol: ['service.ports.[].protocol'],
  cpuset: ['service.cpuset'],
  signal: ['service.stop_signal'],
  macAddress: ['service.mac_address', 'service.networks.*.mac_address'],
  workingDir: ['service.working_dir'],
  isolation: ['service.isolation', 'service.build.isolation'],
  deployMode: ['deployment.mode'],
  endpointMode: ['deployment.endpoint_mode'],
  failureAction: ['deployment.update_config.failure_action', 'deployment.rollback_config.failure_action'],
  commandLine: ['command'],
  port: ['service.ports.[]'],
  mount: ['service.volumes.[]'],
  device: ['service.devices.[]'],
};

/** Types that Compose holds to, where the schema has others: texts that it cannot read, numbers of one kind. */
const types: Readonly<Record<string, NonNullable<JsonSchema['type']>>> = {
  'blkio_weight.weight': 'integer',
  'include.project_directory': ['string', 'integer', 'null'],
  'service.blkio_config.weight': 'integer',
  'service.build.additional_contexts.*': 'string',
  'service.build.ulimits.*': 'integer',
  'service.build.ulimits.*.soft': 'integer',
  'service.build.ulimits.*.hard': 'integer',
  'secret.driver_opts.*': ['string', 'integer'],
  'service.expose.[]': ['string', 'integer'],
  'service.pid': 'string',
  'service.ports.[]': 'integer',
  'service.volumes.[].tmpfs.mode': 'number',
  'service_config_or_secret.[].mode': ['integer', 'string'],
};

/** Places that may be left empty, though the schema does not say so. */
const maybeEmpty: readonly string[] = ['include', 'include.path', 'include.env_file', 'service.extends.file'];

/** Maps that Compose reads without the schema: it passes over keys that they have not. */
const lenient: readonly string[] = ['include.path', 'service.extends.service'];

/** Definitions that stand for a form alone: each place that has it gets one of its own. */
const forms = new Set(['list_of_strings', 'string_or_list', 'list_or_dict', 'ulimits']);

/** Lists of which Compose takes the second of two equal entries out before it looks whether they are unique. */
const maybeTwice: readonly string[] = [
  'include.path',
  'include.env_file',
  'service.annotations',
  'service.build.args',
  'service.build.additional_contexts',
  'service.build.labels',
  'service.cap_add',
  'service.cap_drop',
  'service.dns',
  'service.dns_opt',
  'service.dns_search',
  'service.environment',
  'service.expose',
  'service.labels',
  'service.links',
  'service.networks.*.aliases',
  'service.networks.*.link_local_ips',
  'service.ports',
  'service.profiles',
  'service.sysctls',
  'service.tmpfs',
  'service.volumes',
  'deployment.labels',
  'network.labels',
];

type Writable = { -readonly [Key in keyof JsonSchema]: JsonSchema[Key] };

/** Puts into the schema how Compose reads the texts of its keys, and takes out what it does not hold to. */
export function setFormats(schema: JsonSchema): void {
  inline(schema, schema);
  eachNode(schema, (node) => {
    if (Array.isArray(node.type) && [...(node.type as string[])].sort().join() === 'boolean,string')
      node.format = 'boolean';
  });
  for (const [format, places] of Object.entries(formats) as [FormatName, readonly string[]][])
    for (const place of places) at(schema, place).format = format;
  for (const [place, type] of Object.entries(types)) single(at(schema, place)).type = type;
  for (const place of maybeEmpty) {
    const node = at(schema, place);
    if (node.oneOf) node.oneOf = [...node.oneOf, { type: 'null' }];
    else node.type = [node.type ?? [], 'null'].flat();
  }
  const { include, name } = (schema.properties ?? {}) as Readonly<Record<string, Writable>>;
  if (include) include.type = ['array', 'null'];
  if (name) name.format = 'projectName';
  for (const place of lenient) mapWith(schema, place).isLenient = true;
  mapWith(schema, 'service.devices.[].source').required = ['source', 'target'];
  for (const place of ['blkio_weight.weight', 'service.blkio_config.weight', 'service.volumes.[].tmpfs.mode'])
    at(schema, place).minimum = 0;
  at(schema, 'service.storage_opt').additionalProperties = { type: ['string', 'integer', 'null'] };
  for (const place of maybeTwice)
    for (const branch of branchesOf(schema, at(schema, place))) delete (branch as Writable).uniqueItems;
}

function eachNode(node: unknown, work: (node: Writable) => void): void {
  if (typeof node !== 'object' || node === null) return;
  work(node);
  for (const child of Object.values(node)) eachNode(child, work);
}

/** Puts copies of the forms in the place of the references to them. */
function inline(schema: JsonSchema, node: object): void {
  for (const [key, child] of Object.entries(node) as [string, unknown][]) {
    if (typeof child !== 'object' || child === null) continue;
    const name = (child as JsonSchema).$ref?.replace('#/definitions/', '') ?? '';
    if (forms.has(name)) (node as Record<string, unknown>)[key] = structuredClone(schema.definitions?.[name]);
    inline(schema, (node as Record<string, object>)[key] ?? {});
  }
}

/** The schema at a place such as `service.ports.[].target`. */
function at(schema: JsonSchema, place: string): Writable {
  return find(schema, place).node;
}

/** The schema of the map that holds the last key of a place. */
function mapWith(schema: JsonSchema, place: string): Writable {
  return find(schema, place).map;
}

function find(schema: JsonSchema, place: string): { readonly node: Writable; readonly map: Writable } {
  const [definition = '', ...keys] = place.split('.');
  let node = schema.definitions?.[definition];
  let map = node;
  for (const key of keys)
    for (const branch of branchesOf(schema, node)) {
      const child = childOf(branch, key);
      if (!child) continue;
      [map, node] = [branch, child];
      break;
    }
  if (!node || !map) throw new Error(`The schema has no ${place}`);
  return { node, map };
}

function childOf(branch: JsonSchema, key: string): JsonSchema | undefined {
  if (key === '[]') return branch.items;
  if (key !== '*') return branch.properties?.[key];
  return Object.entries(branch.patternProperties ?? {}).find(([pattern]) => pattern !== '^x-')?.[1];
}

/** A schema and those of which it is one, through references. */
function branchesOf(schema: JsonSchema, node: JsonSchema | undefined): JsonSchema[] {
  if (!node) return [];
  const target = node.$ref && schema.definitions?.[node.$ref.replace('#/definitions/', '')];
  if (target) return branchesOf(schema, target);
  return [node, ...(node.oneOf ?? []).flatMap((branch) => branchesOf(schema, branch))];
}

/** The branch of a schema for a single value. */
const single = (node: Writable): Writable =>
  node.oneOf?.find(({ type }) => ![type].flat().some((one) => one === 'object' || one === 'array')) ?? node;
