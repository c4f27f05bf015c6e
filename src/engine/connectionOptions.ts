import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { inspect } from 'node:util';
import { EngineError, type EngineEndpoint } from './port';
import { SshAgent } from './sshAgent';

/** What dockerode is given; every key is there, since its own defaults would fill the gaps. */
export interface Connection {
  readonly options: {
    readonly socketPath?: string;
    readonly host?: string;
    readonly port?: string;
    readonly protocol: 'http' | 'https';
    readonly agent: http.Agent;
  };
  dispose(): void;
}

/** Turns an endpoint into a connection. Throws `EngineError` when address or certificates are unusable. */
export async function connectionOptions(endpoint: EngineEndpoint): Promise<Connection> {
  if (endpoint.host === '')
    throw new EngineError('context-not-found', `context ${endpoint.name} does not exist`, endpoint.name);
  const address = parseHost(endpoint.host);
  switch (address.scheme) {
    case 'unix':
    case 'npipe':
      return connection({ socketPath: address.path, protocol: 'http' }, keepAliveAgent());
    case 'ssh':
      return connection({ host: 'docker', protocol: 'http' }, new SshAgent(address));
    case 'tcp': {
      const target = { host: address.host, port: address.port };
      if (endpoint.tls === undefined) return connection({ ...target, protocol: 'http' }, keepAliveAgent());
      const tls = await readTls(endpoint.tls);
      return connection(
        { ...target, protocol: 'https' },
        new https.Agent({ ...tls, keepAlive: true, rejectUnauthorized: endpoint.tls.verify }),
      );
    }
  }
}

export type EngineAddress =
  | { readonly scheme: 'unix' | 'npipe'; readonly path: string }
  | { readonly scheme: 'tcp'; readonly host: string; readonly port: string }
  | {
      readonly scheme: 'ssh';
      readonly host: string;
      readonly port: string;
      readonly user: string;
      /** Socket on the other machine; empty for its docker CLI's default. */
      readonly path: string;
    };

/** Reads `unix://`, `npipe://`, `tcp://`, `http(s)://` and `ssh://` addresses, and bare socket paths. */
export function parseHost(host: string): EngineAddress {
  const scheme = /^([a-z]+):\/\//.exec(host)?.[1];
  const rest = scheme === undefined ? host : host.slice(scheme.length + 3);
  if (scheme === 'npipe') return { scheme, path: rest };
  if (scheme === 'unix' || (scheme === undefined && host.startsWith('/')))
    return { scheme: 'unix', path: rest === '' ? '/var/run/docker.sock' : rest };
  let url: URL;
  try {
    url = new URL(`http://${rest}`);
  } catch {
    throw new EngineError('refused', `“${host}” is not an address of an engine`, host);
  }
  if (scheme === 'ssh') {
    // The ssh command would take a name that starts with a dash for an option.
    if (url.hostname.startsWith('-') || decodeURIComponent(url.username).startsWith('-'))
      throw new EngineError('refused', `“${host}” is not an address of an engine`, host);
    return {
      scheme,
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      user: decodeURIComponent(url.username),
      path: url.pathname === '/' ? '' : url.pathname,
    };
  }
  if (scheme === undefined || scheme === 'tcp' || scheme === 'http' || scheme === 'https')
    return { scheme: 'tcp', host: url.hostname, port: url.port === '' ? '2375' : url.port };
  throw new EngineError('refused', `“${scheme}://” is not a way to reach an engine`, host);
}

function keepAliveAgent(): http.Agent {
  return new http.Agent({ keepAlive: true, keepAliveMsecs: 30_000 });
}

function connection(options: Omit<Connection['options'], 'agent'>, agent: http.Agent): Connection {
  // docker-modem writes all of a request's options out for its log, whether it logs or not: through the agent that
  // would be every open connection with all that hangs on it, more work than the rest of the request.
  Object.assign(agent, { [inspect.custom]: () => 'agent' });
  return {
    options: { ...options, agent },
    dispose: () => {
      agent.destroy();
    },
  };
}

async function readTls(
  tls: NonNullable<EngineEndpoint['tls']>,
): Promise<{ ca?: Buffer; cert?: Buffer; key?: Buffer }> {
  const read = async (file: string | undefined) => {
    if (file === undefined) return undefined;
    try {
      return await readFile(file);
    } catch (error) {
      throw new EngineError('tls', error instanceof Error ? error.message : String(error), file);
    }
  };
  const [ca, cert, key] = await Promise.all([read(tls.ca), read(tls.cert), read(tls.key)]);
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}
