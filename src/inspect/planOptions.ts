import { capabilityNames } from '../kernel/capabilities';

/** What the what-if form asks: options of `docker run` that change the picture. */
export interface PlanOptions {
  readonly image: string;
  /** Empty for the default; `host`; `container:ID`. */
  readonly pid: string;
  /** `bridge`, `none`, `host` or `container:ID`. */
  readonly network: string;
  /** Empty, `shareable`, `host` or `container:ID`. */
  readonly ipc: string;
  /** Empty or `host`. */
  readonly uts: string;
  /** `private` or `host`. */
  readonly cgroupns: string;
  /** As `--memory` takes it: a number with an optional b, k, m or g. Empty for none. */
  readonly memory: string;
  /** As `--cpus` takes it. Empty for none. */
  readonly cpus: string;
  /** As `--pids-limit` takes it. Empty for none. */
  readonly pidsLimit: string;
  readonly dropAll: boolean;
  /** Capabilities to add, separated by commas or spaces. */
  readonly capAdd: string;
  readonly readOnly: boolean;
  readonly noNewPrivileges: boolean;
  readonly privileged: boolean;
}

/** A container as `docker run` makes it without options. */
export const plainOptions: PlanOptions = {
  image: 'busybox',
  pid: '',
  network: 'bridge',
  ipc: '',
  uts: '',
  cgroupns: '',
  memory: '',
  cpus: '',
  pidsLimit: '',
  dropAll: false,
  capAdd: '',
  readOnly: false,
  noNewPrivileges: false,
  privileged: false,
};

/** Bytes of a size as docker takes it (`512m`); undefined when it is not one, or below docker's least of 6 MiB. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([bkmg]?)(?:i?b)?$/i.exec(text.trim());
  if (match === null) return undefined;
  const factors: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };
  const bytes = Math.floor(Number(match[1]) * (factors[(match[2] ?? '').toLowerCase()] ?? 1));
  return bytes >= 6 * 1024 ** 2 ? bytes : undefined;
}

/** A positive number, whole where `whole` says so; undefined when it is none. */
export function parseAmount(text: string, whole: boolean): number | undefined {
  const value = Number(text.trim());
  return text.trim() !== '' && Number.isFinite(value) && value > 0 && (!whole || Number.isInteger(value))
    ? value
    : undefined;
}

/** The names that were typed, without their prefix and in capitals, as docker takes them. */
export function capabilityWords(text: string): readonly string[] {
  const names = text.split(/[\s,]+/).map((name) => name.toUpperCase().replace(/^CAP_/, ''));
  return [...new Set(names.filter((name) => name !== ''))];
}

/** Whether docker takes it as a capability. */
export function isCapability(name: string): boolean {
  return name === 'ALL' || (capabilityNames as readonly string[]).includes(name);
}

/** Those of the names that docker takes. */
export function capabilityList(text: string): readonly string[] {
  return capabilityWords(text).filter(isCapability);
}

/** The options that a page kept in its state, as far as they can be read. */
export function planFromState(state: unknown): PlanOptions {
  if (typeof state !== 'object' || state === null || !('plan' in state)) return plainOptions;
  const kept = state.plan;
  if (typeof kept !== 'object' || kept === null) return plainOptions;
  const plan: Record<string, unknown> = { ...plainOptions };
  for (const [key, value] of Object.entries(kept)) if (typeof value === typeof plan[key]) plan[key] = value;
  return plan as unknown as PlanOptions;
}
