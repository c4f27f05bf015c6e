import type { JsonSchema } from '../../../scripts/compileSchema';
import {
  anyValues,
  entryValues,
  listValues,
  mapValues,
  misspelt,
  ownNames,
  ownValues,
  scalarValues,
} from './values';

/** One value at one place of a compose file, the rest of which Compose takes. */
export interface Construct {
  /** The keys that lead to it; `[]` is an entry of a list, and one that ends in `<name>` tries a key itself. */
  readonly path: string;
  /** In flow style, on one line. */
  readonly value: string;
  /** The whole file. */
  readonly text: string;
}

/** Builds a whole file around a value. */
type Wrap = (value: string) => string;

/** What must stand beside a key so that only its own value decides, by the path of the map that holds both. */
const beside: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'services.web.blkio_config.device_read_bps[]': { path: '/dev/a', rate: '1' },
  'services.web.blkio_config.device_read_iops[]': { path: '/dev/a', rate: '1' },
  'services.web.blkio_config.device_write_bps[]': { path: '/dev/a', rate: '1' },
  'services.web.blkio_config.device_write_iops[]': { path: '/dev/a', rate: '1' },
  'services.web.blkio_config.weight_device[]': { path: '/dev/a', weight: '10' },
  'services.web.build.secrets[]': { source: 's' },
  'services.web.build.ulimits.a': { soft: '1', hard: '2' },
  'services.web.configs[]': { source: 'c' },
  'services.web.depends_on.b': { condition: 'service_started' },
  'services.web.deploy.resources.reservations.devices[]': { capabilities: '[gpu]' },
  'services.web.develop.watch[]': { action: 'rebuild', path: '.' },
  'services.web.develop.watch[].exec': { command: 'x' },
  'services.web.devices[]': { source: '/dev/a' },
  'services.web.env_file[]': { path: './a' },
  'services.web.extends': { service: 'b' },
  'services.web.ports[]': { target: '80' },
  'services.web.post_start[]': { command: 'x' },
  'services.web.pre_start[]': { command: 'x' },
  'services.web.pre_stop[]': { command: 'x' },
  'services.web.provider': { type: 'a' },
  'services.web.secrets[]': { source: 's' },
  'services.web.ulimits.a': { soft: '1', hard: '2' },
  'services.web.volumes[]': { type: 'volume', target: '/t' },
  'models.m': { model: 'a' },
  'secrets.s': { file: './a' },
  'configs.c': { file: './a' },
};
/** Keys that want others beside them. */
const besideKey: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'services.web.develop.watch[].exec': { action: 'sync+exec', path: '.', target: '/t' },
  'services.web.develop.watch[].initial_sync': { action: 'sync', path: '.', target: '/t' },
  'services.web.develop.watch[].target': { action: 'sync', path: '.' },
  'services.web.volumes[].bind': { type: 'bind', source: './a', target: '/t' },
  'services.web.volumes[].tmpfs': { type: 'tmpfs', target: '/t' },
  'services.web.volumes[].image': { type: 'image', source: 'a', target: '/t' },
  'services.web.provider': {},
  'configs.c.content': {},
  'configs.c.environment': {},
  'configs.c.external': {},
  'secrets.s.environment': {},
  'secrets.s.external': {},
};
/** The names that stand for those of an author, by the path of the map that they are in. */
const sampleNames: Readonly<Record<string, string>> = {
  services: 'web',
  networks: 'n',
  volumes: 'v',
  secrets: 's',
  configs: 'c',
  models: 'm',
  'services.web.depends_on': 'b',
  'services.web.networks': 'n',
  'services.web.models': 'm',
  'services.web.ulimits': 'nproc',
};

/** What the constructs refer to. */
const around = `  b:
    image: busybox
networks:
  n:
volumes:
  v:
  a:
secrets:
  s: {file: ./a}
configs:
  c: {file: ./a}
`;

/**
 * Every key of every map of the Compose Specification with values of every kind, those of its own form and its words
 * among them, and every map with keys that it has not. In a fixed order; no two are alike.
 */
export function generateConstructs(schema: JsonSchema): Construct[] {
  const found = new Map<string, Construct>();

  const add = (path: string, values: readonly string[], wrap: Wrap): void => {
    for (const value of values) {
      const id = `${path}\t${value}`;
      if (!found.has(id)) found.set(id, { path, value, text: wrap(value) });
    }
  };

  const resolve = (node: JsonSchema): JsonSchema => {
    const reference = node.$ref?.replace('#/definitions/', '');
    const target = reference === undefined ? undefined : schema.definitions?.[reference];
    return target ? resolve(target) : node;
  };

  /** Definitions that stand in several places are tried with all values in the first, with fewer in the others. */
  const met = new Set<string>();
  /** The same of the values of one form. */
  const tried = new Set<RegExp>();
  const place = (given: JsonSchema, path: string, wrap: Wrap, seen = false): void => {
    const again = seen || (given.$ref !== undefined && met.has(given.$ref));
    if (given.$ref !== undefined) met.add(given.$ref);
    const node = resolve(given);
    const branches = (node.oneOf ?? [node]).map(resolve);
    const isEntry = path.endsWith('[]');
    if (path !== '') {
      add(path, isEntry || again ? entryValues : anyValues, wrap);
      if (!isEntry && !again) {
        const types = branches.flatMap(({ type = 'object' }) => type);
        if (types.includes('array')) add(path, listValues, wrap);
        if (types.includes('object')) add(path, mapValues, wrap);
        if (types.some((type) => type !== 'array' && type !== 'object')) add(path, scalarValues, wrap);
      }
      for (const branch of branches)
        for (const word of branch.enum ?? []) add(path, misspelt(String(word)), wrap);
      for (const [where, values] of ownValues)
        if (where.test(path)) {
          add(path, again || tried.has(where) ? values.filter((_, at) => at % 4 === 0) : values, wrap);
          tried.add(where);
        }
    }
    for (const branch of branches) inside(branch, path, wrap, again);
  };

  const inside = (node: JsonSchema, path: string, wrap: Wrap, again: boolean): void => {
    const deeper = (key: string): string => (path === '' ? key : `${path}.${key}`);
    /** A map with one key more than what it needs. */
    const around = (key: string): Wrap => {
      const others = Object.entries(besideKey[deeper(key)] ?? beside[path] ?? {})
        .filter(([other]) => other !== key)
        .map(([other, value]) => `${other}: ${value}, `)
        .join('');
      return (value) => wrap(`{${others}${key}: ${value}}`);
    };
    for (const [key, value] of Object.entries(node.properties ?? {}))
      place(
        value,
        deeper(key),
        path === '' ? atTop(key) : path === 'services.web' ? inService(key) : around(key),
        again,
      );
    const named: (readonly [pattern: string, value: JsonSchema])[] = [
      ...Object.entries(node.patternProperties ?? {}),
      ...(typeof node.additionalProperties === 'object' ? [['', node.additionalProperties] as const] : []),
    ];
    for (const [pattern, value] of named) {
      if (pattern === '^x-') continue;
      const name = sampleNames[path] ?? 'a';
      place(value, deeper(name), path === 'services' ? (given) => file('web', given) : around(name), again);
      const sample = sampleValue(resolve(value), path);
      for (const own of ownNames)
        add(deeper('<name>'), [own], (key) =>
          path === 'services' ? file(key, '{image: busybox}') : wrap(`{${key}: ${sample}}`),
        );
    }
    if (node.properties) {
      const others = Object.keys(node.properties).slice(0, 1);
      for (const key of ['unknown', 'x-mine', ...others.map((other) => `${other}s`)])
        add(deeper('<name>'), [key], (unknown) =>
          path === ''
            ? `${file('web', '{image: busybox}')}${unknown}: a\n`
            : path === 'services.web'
              ? inService(unknown)('a')
              : around(unknown)('a'),
        );
    }
    if (node.items) place(node.items, `${path}[]`, (value) => wrap(`[${value === '' ? 'null' : value}]`));
  };

  place(schema, '', (value) => value);
  return [...found.values()];
}

/** A value that Compose takes under a name of the author's own. */
function sampleValue(node: JsonSchema, path: string): string {
  const types = [node.type ?? (node.oneOf ?? []).flatMap(({ type }) => type ?? [])].flat();
  if (path === 'services.web.depends_on') return '{condition: service_started}';
  if (path === 'secrets' || path === 'configs') return '{file: ./a}';
  if (path === 'models') return '{model: a}';
  return types.includes('string') || types.includes('integer') ? '5' : types.includes('null') ? '' : '{}';
}

/** A file with one service, and what it may refer to. */
const file = (name: string, service: string): string => `services:\n  ${name}: ${service}\n${around}`;

/** A file with one key of a service. */
const inService =
  (key: string): Wrap =>
  (value) => {
    const lines = [...(key === 'image' || key === 'provider' ? [] : ['image: busybox']), `${key}: ${value}`];
    const models = key === 'models' ? 'models:\n  m: {model: a}\n' : '';
    return `services:\n  web:\n${lines.map((line) => `    ${line}\n`).join('')}${around}${models}`;
  };

/** A file with one key at its top; where it is one of those that others refer to, in their place. */
const atTop =
  (key: string): Wrap =>
  (value) =>
    key === 'services' ? `services: ${value}\n` : `${key}: ${value}\nservices:\n  web: {image: busybox}\n`;
