import type { ComposeModel, PortMapping, Service } from '../composeModel';
import type { KeepFact } from '../rule';
import { withDefaults } from '../withDefaults';

/** Ports that a service takes on the host: `first`–`last`, both included. */
export interface HostPort {
  readonly service: Service;
  readonly mapping: PortMapping;
  readonly first: number;
  readonly last: number;
  readonly protocol: string;
  /** Undefined: on every address. */
  readonly address: string | undefined;
}

/** The ports that the services take on the host for sure. */
export function allHostPorts(model: ComposeModel, keep: KeepFact | undefined): HostPort[] {
  if (!keep) return [...model.services.values()].flatMap(hostPorts);
  const found = keep('host ports', '', (service) => {
    const numbers = read(service);
    return numbers.length > 0 ? numbers : undefined;
  });
  return found.flatMap((owner) => owner.value.map((one) => new ReadPort(owner, one)));
}

/**
 * The ports that a service takes on the host for sure: not those that the engine picks from a range, nor those
 * in variables that are not known.
 */
export function hostPorts(service: Service): HostPort[] {
  return read(service).map((one) => new ReadPort({ service }, one));
}

interface PortNumbers extends Omit<HostPort, 'service' | 'mapping'> {
  /** Which of the service's ports. */
  readonly index: number;
}

/** The service and the mapping are looked at only where two ports meet. */
class ReadPort implements HostPort {
  readonly first: number;
  readonly last: number;
  readonly protocol: string;
  readonly address: string | undefined;
  private readonly index: number;

  constructor(
    private readonly owner: { readonly service: Service },
    { first, last, protocol, address, index }: PortNumbers,
  ) {
    this.first = first;
    this.last = last;
    this.protocol = protocol;
    this.address = address;
    this.index = index;
  }

  get service(): Service {
    return this.owner.service;
  }

  get mapping(): PortMapping {
    const mapping = this.service.ports[this.index];
    if (!mapping) throw new Error('A port that was read is there as long as its service');
    return mapping;
  }
}

function read(service: Service): PortNumbers[] {
  if (service.ports.length === 0) return [];
  const mode = service.text('network_mode');
  if (mode !== undefined && mode !== 'bridge') return [];
  return service.ports.flatMap((mapping, index) => {
    const lookup = service.variablesOf(mapping.node);
    const range = rangeOf(withDefaults(mapping.published ?? '', lookup));
    const address = mapping.hostIp === undefined ? undefined : withDefaults(mapping.hostIp, lookup);
    if (!range || (mapping.hostIp !== undefined && address === undefined)) return [];
    const target = rangeOf(withDefaults(mapping.target, lookup));
    if (!target || range.last - range.first !== target.last - target.first) return [];
    return [
      {
        index,
        ...range,
        protocol: mapping.protocol.toLowerCase(),
        address: address === '' ? undefined : address,
      },
    ];
  });
}

function rangeOf(text: string | undefined): { first: number; last: number } | undefined {
  const parts = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text ?? '');
  if (!parts) return undefined;
  const first = Number(parts[1]);
  const last = Number(parts[2] ?? parts[1]);
  return first > 0 && last >= first ? { first, last } : undefined;
}

const isV6 = (address: string): boolean => address.includes(':');

/** Whether two addresses are one to a listener: the same, or one of them stands for all of its kind. */
function addressesMeet(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined || one === other) return true;
  if (isV6(one) !== isV6(other)) return false;
  return [one, other].some((address) => address === '0.0.0.0' || address === '::');
}

/** Whether two services, or one service twice, want the same port of the host. */
export function collide(one: HostPort, other: HostPort): boolean {
  return (
    one.protocol === other.protocol &&
    one.first <= other.last &&
    other.first <= one.last &&
    addressesMeet(one.address, other.address)
  );
}
