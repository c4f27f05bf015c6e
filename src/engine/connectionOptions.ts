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
      // Whoever asks for TLS without a word about certificates wants them to be right.
      const tls = endpoint.tls ?? (address.secure ? { verify: true } : undefined);
      if (tls === undefined) return connection({ ...target, protocol: 'http' }, keepAliveAgent());
      return connection(
        { ...target, protocol: 'https' },
        new https.Agent({ ...(await readTls(tls)), keepAlive: true, rejectUnauthorized: tls.verify }),
      );
    }
  }
}

export type EngineAddress =
  | { readonly scheme: 'unix' | 'npipe'; readonly path: string }
  | {
      readonly scheme: 'tcp';
      readonly host: string;
      readonly port: string;
      /** Whether the address itself asks for TLS. */
      readonly secure: boolean;
    }
  | {
      readonly scheme: 'ssh';
      readonly host: string;
      readonly port: string;
      readonly user: string;
      /** Socket on the other machine; empty for its docker CLI's default. */
      readonly path: string;
    };

/**
 * User, host, port and path. Not for a URL parser: it writes hosts small, which ssh's configuration tells apart, and
 * takes a number for an IP address.
 */
const authority = /^(?:([^@/:]*)@)?(\[[0-9a-f:.]+(?:%[^\]]+)?\]|[^@:/?#[\]\s]*)(?::(\d{1,5}))?(\/[^?#]*)?$/i;

/** Reads `unix://`, `npipe://`, `tcp://`, `http(s)://` and `ssh://` addresses, and bare socket paths. */
export function parseHost(host: string): EngineAddress {
  const scheme = /^([a-z]+):\/\//.exec(host)?.[1];
  const rest = scheme === undefined ? host : host.slice(scheme.length + 3);
  if (scheme === 'npipe') return { scheme, path: rest };
  if (scheme === 'unix' || (scheme === undefined && host.startsWith('/')))
    return { scheme: 'unix', path: rest === '' ? '/var/run/docker.sock' : rest };
  const [, user = '', name = '', port = '', path = ''] = authority.exec(rest) ?? [];
  // The ssh command would take a name that starts with a dash for an option.
  if ((name === '' && port === '') || Number(port) > 65_535 || name.startsWith('-') || user.startsWith('-'))
    throw new EngineError('refused', `“${host}” is not an address of an engine`, host);
  switch (scheme) {
    case 'ssh':
      if (name === '') throw new EngineError('refused', `“${host}” names no machine`, host);
      return {
        scheme,
        host: name.replace(/^\[|\]$/g, ''),
        port,
        user: unescaped(user),
        path: path === '/' ? '' : path,
      };
    case undefined:
    case 'tcp':
    case 'http':
    case 'https': {
      const secure = scheme === 'https';
      // As docker has it: without a name this machine, without a port the usual one.
      return {
        scheme: 'tcp',
        host: name || 'localhost',
        port: port || (secure ? securePort : plainPort),
        secure,
      };
    }
    default:
      throw new EngineError('refused', `“${scheme}://” is not a way to reach an engine`, host);
  }
}

const plainPort = '2375';
const securePort = '2376';

function unescaped(user: string): string {
  try {
    return decodeURIComponent(user);
  } catch {
    return user;
  }
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
