import { msg, type Message } from '../../message';
import type { Service } from '../composeModel';
import { hasVariable } from '../withDefaults';
import { entries, isNull, itemsOf, valueAt, type YamlNode } from '../yamlNodes';
import { knownText } from './knownText';
import { nearestName } from '../schema/nearestName';
import type { Check, RefusedValue } from './refusedValue';

const ulimitNames = new Set(
  'as core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack'.split(
    ' ',
  ),
);

const ulimits: Check = (service) => {
  const map = service.get('ulimits');
  if (map?.type !== 'map') return [];
  return [...entries(map)].flatMap(([name, { key, value }]): RefusedValue[] => {
    if (!ulimitNames.has(name.toLowerCase()))
      return [
        {
          node: key,
          message: msg('`{0}` names no limit that setrlimit(2) knows: the container does not start.', name),
          meant: nearestName(name, ulimitNames),
        },
      ];
    const soft = numberIn(service, valueAt(value, 'soft'));
    const hard = numberIn(service, valueAt(value, 'hard'));
    const node = valueAt(value, 'soft');
    if (!node || soft === undefined || hard === undefined || hard === -1) return [];
    if (soft !== -1 && soft <= hard) return [];
    return [
      {
        node,
        message: msg(
          'The soft limit of `{0}` ({1}) is above the hard one ({2}): the kernel refuses it, and the container does not start.',
          name,
          soft === -1 ? '-1, unlimited' : soft,
          hard,
        ),
      },
    ];
  });
};

function numberIn(service: Service, node: YamlNode | undefined): number | undefined {
  const text = knownText(service, node);
  return text !== undefined && /^-?\d+$/.test(text) ? Number(text) : undefined;
}

/** What of /proc/sys belongs to a namespace; the names of network and IPC namespaces, as runc judges them. */
const ipcSysctl =
  /^(?:fs\.mqueue\..+|kernel\.(?:msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced))$/;

const sysctls: Check = (service) => {
  const value = service.get('sysctls');
  const named =
    value?.type === 'map'
      ? [...entries(value)].map(([name, { key }]) => [name, key] as const)
      : itemsOf(value).map(
          (node) => [(knownText(service, node) ?? '$').split('=', 1)[0] ?? '', node] as const,
        );
  return named.flatMap(([name, node]): RefusedValue[] => {
    if (name === '' || hasVariable(name) || name === '$' || name.includes('/')) return [];
    const refused = sysctlRefusal(service, name);
    return refused ? [{ node, message: refused }] : [];
  });
};

function sysctlRefusal(service: Service, name: string): Message | undefined {
  if (name === 'kernel.hostname')
    return msg('The engine sets `{0}` itself: the container does not start. Write `hostname`.', name);
  if (name === 'kernel.domainname') return undefined;
  if (name.startsWith('net.'))
    return knownText(service, service.get('network_mode')) === 'host'
      ? msg(
          '`{0}` would change the host’s network, which the service uses: the container does not start (“not allowed in host network namespace”).',
          name,
        )
      : undefined;
  if (ipcSysctl.test(name))
    return knownText(service, service.get('ipc')) === 'host'
      ? msg(
          '`{0}` would change the host’s IPC namespace, which the service uses: the container does not start.',
          name,
        )
      : undefined;
  return msg(
    '`{0}` belongs to no namespace but to the whole kernel: the container does not start (“not in a separate kernel namespace”). Set it on the host with sysctl.',
    name,
  );
}

const utsAndHostname: Check = (service) => {
  const hostname = service.get('hostname');
  if (!hostname || isNull(hostname) || knownText(service, service.get('uts')) !== 'host') return [];
  return [
    {
      node: hostname,
      message: msg(
        'With `uts: host` the host’s name is the service’s: the engine refuses a `hostname` (“conflicting options”).',
      ),
    },
  ];
};

/** Limits and parameters that the kernel refuses, and names that belong to a namespace that is not the service's. */
export const kernelChecks: readonly Check[] = [ulimits, sysctls, utsAndHostname];
