import type { AuthOffSwitch } from './knownImage';

const yes = ['true', '1', 'yes', 'on'];
const no = ['false', '0', 'no', 'off'];

/** Variables whose name says which image takes them, and what they switch off. From the images’ own pages. */
export const authOffSwitches: readonly AuthOffSwitch[] = [
  // pgAdmin in desktop mode asks nobody to log in.
  { key: 'PGADMIN_CONFIG_SERVER_MODE', values: no },
  // Images of Bitnami: all databases, etcd, ZooKeeper.
  { key: 'ALLOW_EMPTY_PASSWORD', values: yes },
  { key: 'ALLOW_NONE_AUTHENTICATION', values: yes },
  { key: 'ALLOW_ANONYMOUS_LOGIN', values: yes },
  // RStudio of the Rocker project.
  { key: 'DISABLE_AUTH', values: yes },
  // Weaviate.
  { key: 'AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED', values: yes },
  // File Browser, Open WebUI, SurrealDB, InfluxDB 1, Neo4j, docker-selenium.
  { key: 'FB_NOAUTH', values: yes },
  { key: 'WEBUI_AUTH', values: no },
  { key: 'SURREAL_UNAUTHENTICATED', values: yes },
  { key: 'INFLUXDB_HTTP_AUTH_ENABLED', values: no },
  { key: 'NEO4J_dbms_security_auth__enabled', values: no },
  { key: 'SE_VNC_NO_PASSWORD', values: yes },
];

/** An option of a command that takes the authentication away. */
export interface AuthOffOption {
  /** The option, without the `-E` and `-D` that may stand before it. */
  readonly names: readonly string[];
  /** The values that switch it off; empty text for an empty one, undefined for none. */
  readonly values: readonly (string | undefined)[];
  /** Images (any part of the name) of which alone it is known. */
  readonly image?: RegExp;
  /** Options that ask for a password after all, where they have a value. */
  readonly unless?: readonly string[];
}

export const authOffOptions: readonly AuthOffOption[] = [
  { names: ['--protected-mode'], values: ['no'], unless: ['--requirepass', '--aclfile', '--user'] },
  {
    names: ['--ServerApp.token', '--NotebookApp.token', '--LabApp.token', '--IdentityProvider.token'],
    values: [''],
    unless: ['--ServerApp.password', '--NotebookApp.password', '--PasswordIdentityProvider.hashed_password'],
  },
  { names: ['--auth'], values: ['none'], image: /code-server/ },
  { names: ['--without-connection-token'], values: [undefined] },
  { names: ['--noauth'], values: [undefined, 'true'] },
  { names: ['--skip-grant-tables'], values: [undefined, '1', 'true', 'on'] },
  { names: ['--insecure'], values: [undefined, 'true'], image: /cockroach/ },
  { names: ['--unauthenticated'], values: [undefined, 'true'], image: /surreal/ },
  { names: ['--api.insecure'], values: [undefined, 'true'], image: /traefik/ },
  { names: ['xpack.security.enabled'], values: ['false'] },
  { names: ['plugins.security.disabled'], values: ['true'] },
];

/** Lines of configuration files that let everybody in: Mosquitto, Redis, Elasticsearch, OpenSearch, Jupyter. */
export const authOffLine =
  /^[ \t]{0,40}(?<key>allow_anonymous[ \t]{1,8}true|protected-mode[ \t]{1,8}no|xpack\.security\.enabled:[ \t]{0,8}false|plugins\.security\.disabled:[ \t]{0,8}true|c\.(?:ServerApp|NotebookApp|IdentityProvider)\.token[ \t]{0,8}=[ \t]{0,8}(?:''|""))[ \t]{0,40}\r?$/dgm;
