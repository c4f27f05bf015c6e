import { msg, type Message } from '../../message';
import type { Service } from '../composeModel';
import { itemsOf, valueAt, type YamlNode } from '../yamlNodes';
import { knownText } from './knownText';
import type { Check, RefusedValue } from './refusedValue';

/** What the long form of a port says that Compose hands on unread. */
const longPorts: Check = (service) =>
  itemsOf(service.get('ports')).flatMap((port) => [
    ...refused(service, valueAt(port, 'published'), published),
    ...refused(service, valueAt(port, 'protocol'), protocol),
  ]);

/** Infinity and no number, which Compose cannot hand on. */
const endlessCpus: Check = (service) =>
  [service.get('cpus'), service.get('deploy', 'resources', 'limits', 'cpus')].flatMap((node) =>
    refused(service, node, (text) =>
      /^[-+]?\.?(?:inf|infinity|nan)$/i.test(text)
        ? msg('`cpus` cannot be `{0}`: write a number such as `0.5`, or leave it out for no limit.', text)
        : undefined,
    ),
  );

function refused(
  service: Service,
  node: YamlNode | undefined,
  judge: (text: string) => Message | undefined,
): RefusedValue[] {
  const text = knownText(service, node);
  const message = text === undefined ? undefined : judge(text);
  return node && message ? [{ node, message }] : [];
}

function published(text: string): Message | undefined {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  if (text === '' || (first !== undefined && Number(first) <= Number(last) && Number(last) <= 65_535))
    return undefined;
  return msg(
    '`published` cannot be `{0}`: the engine takes a port such as `8080`, or a range such as `8000-8010` (“invalid port specification”).',
    text,
  );
}

function protocol(text: string): Message | undefined {
  return /^(?:|tcp|udp|sctp)$/i.test(text)
    ? undefined
    : msg('`protocol` cannot be `{0}`: the engine takes {1}.', text, '`tcp`, `udp`, `sctp`');
}

/** What holds a process back by a number that the kernel has bounds for. */
const bounded: Check = (service) => [
  ...refused(service, service.get('cpu_quota'), (text) =>
    /^\d+$/.test(text) && Number(text) > 0 && Number(text) < 1000
      ? msg(
          '`cpu_quota` is counted in microseconds: {0} is less than the 1000 that the engine asks for at least.',
          text,
        )
      : undefined,
  ),
  ...refused(service, service.get('cpu_period'), (text) =>
    /^\d+$/.test(text) && Number(text) !== 0 && !(Number(text) >= 1000 && Number(text) <= 1_000_000)
      ? msg('`cpu_period` is counted in microseconds: the engine takes 1000 to 1000000, not {0}.', text)
      : undefined,
  ),
  ...refused(service, service.get('mem_swappiness'), (text) =>
    /^\d+$/.test(text) && Number(text) > 100
      ? msg('`mem_swappiness` cannot be {0}: the engine takes 0 to 100.', text)
      : undefined,
  ),
  ...[['mem_limit', service.get('mem_limit')] as const, ['cpus', service.get('cpus')] as const].flatMap(
    ([key, node]) =>
      refused(service, node, (text) =>
        /^-\d*\.?\d*[1-9]/.test(text)
          ? msg('`{0}` cannot be {1}, less than nothing: for no limit leave the key out.', key, text)
          : undefined,
      ),
  ),
];

/** Nanoseconds of the units of a duration that are less than a millisecond; the others are more in any number. */
const shortUnits: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6 };

/** The engine counts the times of a healthcheck from a millisecond on; nothing, or 0, is its own default. */
const healthcheckTimes: Check = (service) =>
  ['interval', 'timeout', 'start_period', 'start_interval'].flatMap((key) =>
    refused(service, service.get('healthcheck', key), (text) => {
      const [, count = '', unit = ''] = /^(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms)$/.exec(text) ?? [];
      const nanoseconds = Number(count) * (shortUnits[unit] ?? 0);
      return nanoseconds > 0 && nanoseconds < 1e6
        ? msg('`{0}` of a healthcheck cannot be {1}: the engine takes `1ms` at least.', key, text)
        : undefined;
    }),
  );

/** Numbers and protocols that Compose hands on without reading them. */
export const numberChecks: readonly Check[] = [longPorts, endlessCpus, bounded, healthcheckTimes];
