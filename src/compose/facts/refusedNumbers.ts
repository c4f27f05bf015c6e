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

/** Numbers and protocols that Compose hands on without reading them. */
export const numberChecks: readonly Check[] = [longPorts, endlessCpus];
