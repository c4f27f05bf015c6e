import type { Service } from '../composeModel';
import { withDefaults } from '../withDefaults';
import { textOf } from '../yamlNodes';

/** An image's name taken apart, as Docker reads it: `registry/path:tag@digest`. */
export interface ImageReference {
  /** Registry and path, as written. */
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Reads the name of a service's image; undefined where a variable without default leaves it unknown. */
export function readImage(service: Service): ImageReference | undefined {
  const node = service.get('image');
  const known = node && withDefaults(textOf(node) ?? '', service.variablesOf(node))?.trim();
  if (known === undefined || known === '') return undefined;
  const [rest = '', digest] = known.split('@');
  const slash = rest.lastIndexOf('/');
  const colon = rest.indexOf(':', slash + 1);
  return {
    name: colon < 0 ? rest : rest.slice(0, colon),
    tag: colon < 0 ? undefined : rest.slice(colon + 1),
    digest,
  };
}

/** Docker Hub’s official images that stacks are most often made of. Their makers’ policy rules HEALTHCHECK out. */
const officialImages = new Set(
  `adminer alpine amazonlinux busybox caddy cassandra chronograf clickhouse couchbase couchdb debian docker drupal eclipse-mosquitto
elasticsearch fedora flink gcc ghost golang gradle haproxy httpd influxdb joomla kapacitor kibana kong logstash mariadb
matomo maven mediawiki memcached mongo mongo-express mysql nats neo4j nextcloud nginx node odoo openjdk
perl php phpmyadmin postgres python rabbitmq redis redmine registry ruby rust solr sonarqube telegraf tomcat traefik
ubuntu varnish vault wordpress zookeeper`.split(/\s+/),
);

/** Whether a name means one of Docker Hub’s official images. */
export function isOfficialImage(image: ImageReference): boolean {
  return officialImages.has(image.name.replace(/^(?:docker\.io\/)?(?:library\/)?/, ''));
}
