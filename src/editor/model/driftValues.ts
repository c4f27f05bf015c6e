import type { ConfiguredService } from './driftText';

export type Raw = Readonly<Record<string, unknown>>;

export const deployed = (service: ConfiguredService, part: 'limits' | 'reservations', key: string): unknown =>
  record(record(record(service['deploy'])['resources'])[part])[key];

/** The policy of a swarm in the engine's own words, as compose translates it. */
export function deployedRestart(service: ConfiguredService): string {
  const { condition, max_attempts: most } = record(record(service['deploy'])['restart_policy']);
  if (condition === 'on-failure') return number(most) === '' ? 'on-failure' : `on-failure:${number(most)}`;
  return condition === 'any' ? 'always' : text(condition).replace(/^none$/, 'no');
}

export const usualRuntime = (value: unknown): string => (value === 'runc' ? '' : text(value));

/** Without options, the engine's usual driver says nothing. */
export function logging(driver: unknown, options: unknown): string {
  const set = pairs(options);
  const name = text(driver);
  return set === '' && /^(?:|json-file)$/.test(name) ? '' : `${name || 'json-file'} ${set}`.trim();
}

export const exposed = (ports: readonly string[], published: readonly string[]): string =>
  sorted([...new Set(ports.flatMap(portsOf))].filter((port) => !published.includes(port)));

/** `80`, `80/udp` or `80-82` as the engine names ports. */
function portsOf(value: unknown): string[] {
  const [, first = '', last = first, protocol = 'tcp'] =
    /^(\d+)(?:-(\d+))?(?:\/(\w+))?$/.exec(text(value)) ?? [];
  const count = Number(last) - Number(first) + 1;
  if (first === '' || !(count > 0 && count <= 65_536)) return [];
  return Array.from({ length: count }, (_, index) => `${Number(first) + index}/${protocol}`);
}

export const sized = (target: unknown, size: unknown): string =>
  text(target) + (number(size) === '' ? '' : `:size=${number(size)}`);

export const restart = (policy: string): string => (policy === 'no' ? '' : policy);

/** With the namespace of the host, the engine takes SELinux labels away by itself. */
export const securityOptions = (value: unknown): string =>
  sorted(
    array(value)
      .map((one) => text(one).replace(/^no-new-privileges$/, 'no-new-privileges:true'))
      .filter((one) => one !== 'label=disable'),
  );

export function health(
  test: unknown,
  interval: unknown,
  timeout: unknown,
  start: unknown,
  retries: unknown,
  startInterval: unknown,
): string {
  const command = words(test);
  if (command === '' || command === 'NONE') return command;
  const time = (name: string, value: unknown): string =>
    Number(value ?? 0) > 0 ? ` ${name}=${Number(value) / 1e9}s` : '';
  const tries = Number(retries ?? 0) > 0 ? ` retries=${text(retries)}` : '';
  return (
    command +
    time('interval', interval) +
    time('timeout', timeout) +
    time('start_period', start) +
    time('start_interval', startInterval) +
    tries
  );
}

export const hosts = (value: unknown): string =>
  sorted(array(value).map((one) => text(one).replace('=', ':')));

export function devices(value: unknown, source: string, target: string, permissions: string): string {
  return sorted(
    array(value).map((one) => {
      const device = record(one);
      if (typeof one === 'string') return one;
      return `${text(device[source])}:${text(device[target])}:${text(device[permissions] ?? 'rwm')}`;
    }),
  );
}

export const pairs = (value: unknown): string =>
  sorted(Object.entries(record(value)).map(([key, one]) => `${key}=${text(one)}`));

export const sorted = (values: readonly string[]): string => [...values].sort().join(' ');

/** `1m30s`, as compose writes durations, in nanoseconds. */
export function nanoseconds(duration: unknown): number {
  const units: Readonly<Record<string, number>> = { h: 3600e9, m: 60e9, s: 1e9, ms: 1e6, us: 1e3, ns: 1 };
  let sum = 0;
  for (const [, amountOf, unit = ''] of text(duration).matchAll(/([\d.]+)(h|ms|us|ns|m|s)/g))
    sum += Number(amountOf) * (units[unit] ?? 0);
  return sum;
}

export const words = (value: unknown): string =>
  typeof value === 'string' ? value : array(value).map(text).join(' ');

export function number(value: unknown, unit = ''): string {
  const words = text(value);
  return words === '' || words === '0' || words === 'NaN' ? '' : words + unit;
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

export const array = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : value === undefined || value === null ? [] : [value];

export const record = (value: unknown): Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {};
