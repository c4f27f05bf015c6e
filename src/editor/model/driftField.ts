import type { ConfiguredService } from './driftText';
import { type Raw, deployed, sorted, number, text, array, record } from './driftValues';

/** What an image brings: it counts where neither the file nor the command line says otherwise. */
export interface ImageDefaults {
  readonly Env?: readonly string[] | null;
  readonly Cmd?: readonly string[] | null;
  readonly Entrypoint?: readonly string[] | null;
  readonly User?: string;
  readonly WorkingDir?: string;
  readonly StopSignal?: string;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly Volumes?: Readonly<Record<string, unknown>> | null;
  readonly ExposedPorts?: Readonly<Record<string, unknown>> | null;
}

/** The engine's own answer about a container, as far as fields are read from it here. */
export interface RawContainer {
  readonly id: string;
  readonly config: Raw;
  readonly host: Raw;
}

export function rawContainer(id: string, raw: unknown): RawContainer {
  const all = record(raw);
  return { id, config: record(all['Config']), host: record(all['HostConfig']) };
}

/** A key of a service on both sides, in the same words; empty where it has nothing to say. */
export interface Field {
  readonly key: string;
  running(container: RawContainer): string;
  file(service: ConfiguredService, image: ImageDefaults): string;
}

export function flag(key: string, name: string, part: 'config' | 'host' = 'host'): Field {
  return {
    key,
    running: (container) => (container[part][name] === true ? 'true' : ''),
    file: (service) => (service[key] === true ? 'true' : ''),
  };
}

export function amount(key: string, name: string): Field {
  return { key, running: ({ host }) => number(host[name]), file: (service) => number(service[key]) };
}

export function plain(key: string, name: string, part: 'config' | 'host' = 'host'): Field {
  return { key, running: (container) => text(container[part][name]), file: (service) => text(service[key]) };
}

export function limit(key: string, name: string, inDeploy: string): Field {
  return {
    key,
    running: ({ host }) => (Number(host[name] ?? 0) > 0 ? number(host[name]) : ''),
    file: (service) => {
      const wanted = service[key] ?? deployed(service, 'limits', inDeploy);
      return Number(wanted) > 0 ? number(wanted) : '';
    },
  };
}

export function list(key: string, name: string): Field {
  return {
    key,
    running: ({ host }) => array(host[name]).map(text).join(' '),
    file: (service) => array(service[key]).map(text).join(' '),
  };
}

export function capabilities(key: string, name: string): Field {
  const plain = (value: unknown): string =>
    sorted(array(value).map((one) => text(one).toUpperCase().replace(/^CAP_/, '')));
  return { key, running: ({ host }) => plain(host[name]), file: (service) => plain(service[key]) };
}

/** A namespace's mode. `told` leaves out what the engine sets by itself. */
export function mode(key: string, name: string, told = /./): Field {
  const plain = (value: unknown): string => {
    const words = text(value);
    if (!told.test(words)) return '';
    // The file names a service, the engine a container's id: the same thing in two words.
    return words.replace(/^(?:container|service):.*$/, 'that of another container');
  };
  return { key, running: ({ host }) => plain(host[name]), file: (service) => plain(service[key]) };
}
