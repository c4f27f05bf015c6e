import type { PortMapping, Service } from '../composeModel';
import type { Edit } from '../finding';
import { insertKey, replaceScalar } from '../mapEdits';
import { placeInScalar } from '../scalarPlace';
import { lookup } from '../yamlNodes';
import { hasVariable, withDefaults } from '../withDefaults';

/** The usual ports of what should be reached by other services only. */
const databasePorts: ReadonlyMap<string, string> = new Map([
  ['1433', 'SQL Server'],
  ['1521', 'Oracle Database'],
  ['2181', 'ZooKeeper'],
  ['2379', 'etcd'],
  ['3306', 'MySQL and MariaDB'],
  ['5432', 'PostgreSQL'],
  ['5672', 'RabbitMQ'],
  ['5984', 'CouchDB'],
  ['6379', 'Redis'],
  ['7687', 'Neo4j'],
  ['9042', 'Cassandra'],
  ['9092', 'Kafka'],
  ['9200', 'Elasticsearch'],
  ['9300', 'Elasticsearch'],
  ['11211', 'Memcached'],
  ['26257', 'CockroachDB'],
  ['27017', 'MongoDB'],
  ['28015', 'RethinkDB'],
]);

/** Some ports are common enough that the port alone proves nothing. */
const alsoOthers: ReadonlyMap<string, RegExp> = new Map([['9092', /kafka|redpanda/i]]);

/** The product whose usual port a mapping publishes, for databases, caches and queues. */
export function databaseBehind(service: Service, { target }: PortMapping): string | undefined {
  const proof = alsoOthers.get(target);
  if (proof && !proof.test(`${service.name} ${service.text('image') ?? ''}`)) return undefined;
  return databasePorts.get(target);
}

/** The ports of mail, names and the web: a server is there to open them to everybody. */
const frontDoors = new Set(['25', '53', '80', '110', '143', '443', '465', '587', '993', '995']);

export function isFrontDoor(port: PortMapping): boolean {
  return frontDoors.has(withDefaults(port.published ?? '') ?? '');
}

/** A mapping’s port as its reader will meet it: on the host, else in the container. */
export function shownPort({ published, target }: PortMapping): string {
  return withDefaults(published ?? target) ?? target;
}

/** The ports that a service publishes on every address of the host. An address in a variable can be set. */
export function openPorts(service: Service): readonly PortMapping[] {
  if (service.ports.length === 0) return [];
  const mode = service.text('network_mode');
  if (mode !== undefined && mode !== 'bridge') return [];
  return service.ports.filter(({ hostIp, published, target, node }) => {
    // `${LISTEN}:80` may hold an address, too.
    const shown = withDefaults(published ?? target, service.variablesOf(node));
    if (shown === undefined || shown === '' || shown.includes(':')) return false;
    if (hostIp === undefined) return true;
    const address = withDefaults(hostIp, service.variablesOf(node));
    return address === '0.0.0.0' || address === '::' || address === '';
  });
}

/** Edits that publish a port on 127.0.0.1 only. Undefined where the text gives no safe place. */
export function bindToLocalhost({ node, hostIp }: PortMapping): readonly Edit[] | undefined {
  if (node.type === 'map') {
    const written = lookup(node, 'host_ip')?.value;
    return written?.type === 'scalar'
      ? replaceScalar(written, '127.0.0.1')
      : insertKey(node, 'host_ip', ['127.0.0.1']);
  }
  if (node.type !== 'scalar' || hasVariable(hostIp ?? '')) return undefined;
  if (hostIp !== undefined) {
    const from = node.text.indexOf(hostIp);
    const bracketed = node.text[from - 1] === '[';
    const place = placeInScalar(
      node,
      bracketed ? from - 1 : from,
      from + hostIp.length + (bracketed ? 1 : 0),
    );
    return [{ ...place, newText: '127.0.0.1' }];
  }
  const start = placeInScalar(node, 0, 0);
  const gap = /^(?:\d+|\$\{[^}]*\})(?:-\d+)?(?:\/\w+)?$/.test(node.text) ? '127.0.0.1::' : '127.0.0.1:';
  return [{ ...start, newText: gap }];
}
