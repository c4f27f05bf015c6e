import type { PortMapping } from './composeModel';
import { splitOutsideBraces } from './splitOutsideBraces';
import { placeOf, textOf, valueAt, type YamlNode } from './yamlNodes';

/** The ports of a `ports` list, short and long forms alike. Items that are neither are left to the schema. */
export function readPorts(value: YamlNode | undefined): PortMapping[] {
  if (value?.type !== 'seq') return [];
  return value.items.flatMap((item) => readPort(item.value) ?? []);
}

function readPort(node: YamlNode): PortMapping | undefined {
  const place = placeOf(node);
  if (node.type === 'map') {
    const target = textOf(valueAt(node, 'target'));
    if (target === undefined) return undefined;
    return {
      node,
      place,
      form: 'long',
      hostIp: textOf(valueAt(node, 'host_ip')),
      published: textOf(valueAt(node, 'published')),
      target,
      protocol: textOf(valueAt(node, 'protocol')) ?? 'tcp',
    };
  }
  const text = textOf(node);
  if (text === undefined) return undefined;
  const [ports = '', protocol = 'tcp'] = splitOutsideBraces(text, '/').map((part) => part.text);
  const parts = splitOutsideBraces(ports, ':').map((part) => part.text);
  const target = parts.pop() ?? '';
  const published = parts.pop();
  const hostIp = parts.length > 0 ? parts.join(':').replace(/^\[(.*)\]$/, '$1') : undefined;
  return {
    node,
    place,
    form: 'short',
    hostIp: hostIp === '' ? undefined : hostIp,
    published: published === '' ? undefined : published,
    target,
    protocol,
  };
}
