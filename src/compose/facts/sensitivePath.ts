import type { Service, VolumeMount } from '../composeModel';
import { withDefaults } from '../withDefaults';

/** Directories that are a danger as a whole, while most of what is in them may be mounted. */
const wholes = new Set([
  '/',
  '/etc',
  '/home',
  '/root',
  '/run',
  '/var',
  '/var/run',
  '/var/lib',
  '/dev',
  '/proc',
  '/sys',
  '/boot',
  '/usr',
  '/usr/bin',
  '/usr/sbin',
  '/usr/lib',
  '/usr/local/bin',
  '/bin',
  '/sbin',
  '/lib',
  '/lib64',
  '/lib/modules',
  '/sys/fs/cgroup',
  '~',
  '$HOME',
  '${HOME}',
  'C:',
]);

/** Files and directories that are a danger, and so is everything in them. */
const trees =
  /^(?:\/etc\/(?:shadow|gshadow|passwd|group|sudoers|sudoers\.d|ssh|cron[.\w]*|docker|kubernetes|systemd|pam\.d|ld\.so\.preload)|(?:\/root|\/home\/[^/]+|~|\$HOME|\$\{HOME\})\/\.(?:ssh|aws|kube|docker|gnupg|azure|config\/gcloud)|\/var\/lib\/(?:docker|containerd|kubelet|containers|etcd)|\/(?:var\/)?run\/(?:containerd|docker|secrets)|\/proc\/(?:sys|sysrq-trigger|kcore)|\/sys\/kernel)(?:\/|$)/;

/** What holds no secret: reading it teaches a program about the machine, no more. */
const harmlessToRead =
  /^\/(?:lib|lib64|usr|bin|sbin|boot)(?:\/|$)|^\/sys\/fs\/cgroup$|^\/etc\/(?:passwd|group)$/;

/** The path of the host that a mount takes in, where the whole machine depends on it or secrets lie in it. */
export function sensitivePath(service: Service, mount: VolumeMount): string | undefined {
  if (mount.type !== 'bind' || mount.source === undefined) return undefined;
  const source = /^(?:~|\$HOME|\$\{HOME\})(?:\/|$)/.test(mount.source)
    ? mount.source
    : withDefaults(mount.source, service.variablesOf(mount.node));
  if (source === undefined) return undefined;
  const path = source.length > 1 ? source.replace(/\/+\.?$/, '').replace(/\/{2,}/g, '/') : source;
  const known = path === '' ? '/' : path;
  if (/\.sock$/.test(known)) return undefined;
  return wholes.has(known) || trees.test(known) ? known : undefined;
}

export function isHarmlessToRead(path: string): boolean {
  return harmlessToRead.test(path);
}

/** Whether a path is somebody's home or lies in one: what is lost there is theirs, not the machine's. */
export function isPersonal(path: string): boolean {
  return /^(?:\/home|~|\$HOME|\$\{HOME\})(?:\/|$)/.test(path);
}
