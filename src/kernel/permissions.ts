import { msg, type Message } from '../message';
import type { ContainerInspect } from '../engine/port';
import { changesIds, outsideId, type IdRange } from './idMap';
import { decodeCapabilities, declaredCapabilities, type CapabilitySet } from './capabilities';

export type PermissionName =
  | 'privileged'
  | 'capabilities'
  | 'seccomp'
  | 'mandatory-access-control'
  | 'no-new-privileges'
  | 'read-only-root'
  | 'user';

/** One kind of permission: what it is here, what that means, whether it is weaker than the default. */
export interface PermissionFact {
  readonly name: PermissionName;
  readonly title: Message;
  readonly value: Message;
  readonly meaning: Message;
  readonly flag: string;
  readonly composeKey: string;
  readonly compared: 'default' | 'weaker' | 'stronger';
  /** For capabilities: which ones. */
  readonly capabilities: CapabilitySet | undefined;
  /** Set when the kernel shows something else than what was declared. */
  readonly mismatch: Message | undefined;
}

/** Facts of the engine that decide what a container gets by default. */
export interface PermissionContext {
  readonly securityOptions: readonly string[];
  /** `/proc/PID/status` of the main process, empty when it was not read. */
  readonly status: string;
  /** Users of the container and whom they are on the host; empty when it was not read. */
  readonly idMap: readonly IdRange[];
}

/** What the container may do, in the order in which it is shown. */
export function permissionsOf(
  inspect: ContainerInspect,
  context: PermissionContext,
): readonly PermissionFact[] {
  return [
    privileged(inspect),
    capabilities(inspect, context),
    seccomp(inspect, context),
    mandatoryAccessControl(inspect, context),
    noNewPrivileges(inspect, context),
    readOnlyRoot(inspect),
    user(inspect, context),
  ];
}

function privileged({ hostConfig }: ContainerInspect): PermissionFact {
  return {
    name: 'privileged',
    title: msg('Privileged'),
    value: hostConfig.privileged ? msg('yes') : msg('no'),
    meaning: hostConfig.privileged
      ? msg('All capabilities, all devices, no seccomp and no AppArmor: root in here is root on the host.')
      : msg('The container gets only the capabilities and devices that are listed.'),
    flag: '--privileged',
    composeKey: 'privileged',
    compared: hostConfig.privileged ? 'weaker' : 'default',
    capabilities: undefined,
    mismatch: undefined,
  };
}

function capabilities({ hostConfig }: ContainerInspect, { status }: PermissionContext): PermissionFact {
  const declared = declaredCapabilities(hostConfig);
  const mask = statusField(status, 'CapBnd');
  const observed = mask === undefined ? undefined : decodeCapabilities(mask);
  const set = observed ?? declared;
  return {
    name: 'capabilities',
    title: msg('Capabilities'),
    value: capabilitiesInWords(set),
    meaning: msg('Each is a part of root’s power that processes in the container may be given.'),
    flag: '--cap-add, --cap-drop',
    composeKey: 'cap_add, cap_drop',
    compared: set.added.length > 0 ? 'weaker' : set.dropped.length > 0 ? 'stronger' : 'default',
    capabilities: set,
    mismatch:
      observed !== undefined && !hostConfig.privileged && observed.kept.join() !== declared.kept.join()
        ? msg('The kernel shows another set than what was declared ({0}).', declared.kept.join(', '))
        : undefined,
  };
}

function capabilitiesInWords({ kept, added, dropped }: CapabilitySet): Message {
  if (added.length > 0 && dropped.length > 0)
    return msg(
      '{0} kept, {1} of the default dropped, {2} beyond it: {3}',
      kept.length,
      dropped.length,
      added.length,
      added.join(', '),
    );
  if (added.length > 0)
    return msg('{0} kept, {1} beyond the default: {2}', kept.length, added.length, added.join(', '));
  return dropped.length > 0
    ? msg('{0} kept, {1} of the default dropped', kept.length, dropped.length)
    : msg('{0} kept: the default', kept.length);
}

function seccomp(inspect: ContainerInspect, { securityOptions, status }: PermissionContext): PermissionFact {
  const option = securityOption(inspect, 'seccomp');
  const available = securityOptions.some((known) => known.startsWith('name=seccomp'));
  const declaredOff = option === 'unconfined' || inspect.hostConfig.privileged || !available;
  const mode = statusField(status, 'Seccomp');
  const off = mode === undefined ? declaredOff : mode === '0';
  return {
    name: 'seccomp',
    title: msg('System call filter (seccomp)'),
    value: off
      ? msg('none')
      : option === undefined
        ? msg('the engine’s default profile')
        : msg('a profile of its own'),
    meaning: off
      ? msg('Processes may call every system call of the host’s kernel.')
      : msg('System calls that containers do not need are refused by the kernel.'),
    flag: '--security-opt seccomp=…',
    composeKey: 'security_opt',
    compared: off ? 'weaker' : 'default',
    capabilities: undefined,
    mismatch:
      mode !== undefined && (mode === '0') !== declaredOff
        ? msg('The kernel shows otherwise than what was declared.')
        : undefined,
  };
}

function mandatoryAccessControl(
  inspect: ContainerInspect,
  { securityOptions }: PermissionContext,
): PermissionFact {
  const has = (name: string) => securityOptions.some((option) => option.startsWith(`name=${name}`));
  const label = securityOption(inspect, 'label');
  const profile = inspect.appArmorProfile;
  const off = has('selinux')
    ? label === 'disable' || inspect.hostConfig.privileged
    : profile === 'unconfined' || securityOption(inspect, 'apparmor') === 'unconfined';
  const none = !has('selinux') && !has('apparmor');
  return {
    name: 'mandatory-access-control',
    title: has('selinux') ? msg('SELinux') : msg('AppArmor'),
    value: none
      ? msg('not in use on the host')
      : off
        ? msg('unconfined')
        : has('selinux')
          ? msg('confined')
          : profile === ''
            ? msg('the engine’s default profile')
            : msg('profile {0}', profile),
    meaning: none
      ? msg('The host’s kernel runs no such rules, so they add nothing here.')
      : off
        ? msg('The host’s rules for what programs may touch do not hold in the container.')
        : msg('The host’s rules keep processes of the container from touching what is not theirs.'),
    flag: has('selinux') ? '--security-opt label=…' : '--security-opt apparmor=…',
    composeKey: 'security_opt',
    compared: off && !none ? 'weaker' : 'default',
    capabilities: undefined,
    mismatch: undefined,
  };
}

function noNewPrivileges(inspect: ContainerInspect, { status }: PermissionContext): PermissionFact {
  const declared = inspect.hostConfig.securityOpt.some((option) =>
    /^no-new-privileges(?:[:=]true)?$/.test(option),
  );
  const observed = statusField(status, 'NoNewPrivs');
  const on = observed === undefined ? declared : observed === '1';
  return {
    name: 'no-new-privileges',
    title: msg('No new privileges'),
    value: on ? msg('yes') : msg('no'),
    meaning: on
      ? msg('Set-user-ID programs such as sudo give nothing: no process can become mightier than it started.')
      : msg('A set-user-ID program such as sudo can make a process mightier than it started.'),
    flag: '--security-opt no-new-privileges',
    composeKey: 'security_opt',
    compared: on ? 'stronger' : 'default',
    capabilities: undefined,
    mismatch: declared && !on ? msg('The kernel shows otherwise than what was declared.') : undefined,
  };
}

function readOnlyRoot({ hostConfig }: ContainerInspect): PermissionFact {
  const on = hostConfig.readonlyRootfs;
  return {
    name: 'read-only-root',
    title: msg('Read-only root file system'),
    value: on ? msg('yes') : msg('no'),
    meaning: on
      ? msg('Only volumes and tmpfs can be written: nobody can replace the programs of the image.')
      : msg('Processes can write anywhere in their file system; what they write is gone with the container.'),
    flag: '--read-only',
    composeKey: 'read_only',
    compared: on ? 'stronger' : 'default',
    capabilities: undefined,
    mismatch: undefined,
  };
}

function user(
  inspect: ContainerInspect,
  { securityOptions, status, idMap }: PermissionContext,
): PermissionFact {
  const declared = inspect.config.user;
  const uid = statusField(status, 'Uid')?.split(/\s+/)[0];
  const root = declared === '' || /^(root|0)(:|$)/.test(declared);
  const mapped = changesIds(idMap) ? outsideId(idMap, root ? 0 : Number.parseInt(declared, 10)) : undefined;
  const remapped =
    mapped !== undefined ||
    (securityOptions.some((option) => option === 'name=userns' || option === 'name=rootless') &&
      inspect.hostConfig.usernsMode !== 'host');
  return {
    name: 'user',
    title: msg('User'),
    value: !root
      ? mapped === undefined
        ? msg('user {0}', declared)
        : msg('user {0}, which is user {1} on the host', declared, mapped)
      : remapped
        ? mapped === undefined
          ? msg('root, which is an ordinary user on the host')
          : msg('root, which is the ordinary user {0} on the host', mapped)
        : msg('root'),
    meaning: !root
      ? msg('The processes do not start as root, so an escape would not give root either.')
      : remapped
        ? msg('The user namespace maps root of the container to a user of the host without power.')
        : msg(
            'Without a user namespace it is the root of the host, held back only by the other permissions.',
          ),
    flag: '--user',
    composeKey: 'user',
    compared: root && !remapped ? 'default' : 'stronger',
    capabilities: undefined,
    mismatch:
      uid === '0' && /^[1-9]\d*/.test(declared)
        ? msg('The kernel shows user {0} for the main process.', uid)
        : undefined,
  };
}

function securityOption({ hostConfig }: ContainerInspect, name: string): string | undefined {
  const option = hostConfig.securityOpt.find(
    (known) => known.startsWith(`${name}=`) || known.startsWith(`${name}:`),
  );
  return option?.slice(name.length + 1);
}

function statusField(status: string, name: string): string | undefined {
  return new RegExp(`^${name}:\\s*(.+)$`, 'm').exec(status)?.[1]?.trim();
}
