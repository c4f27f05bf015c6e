import type { ContainerInspect } from '../../engine/port';
import { msg, type Message } from '../../message';
import { detailNode, type Detail } from './detailNode';
import type { Say, TreeNode } from './treeNode';

/** Capabilities that Docker leaves to root in a container (moby, oci/caps/defaults.go). */
export const defaultCapabilities = [
  'CHOWN',
  'DAC_OVERRIDE',
  'FSETID',
  'FOWNER',
  'MKNOD',
  'NET_RAW',
  'SETGID',
  'SETUID',
  'SETFCAP',
  'SETPCAP',
  'NET_BIND_SERVICE',
  'SYS_CHROOT',
  'KILL',
  'AUDIT_WRITE',
] as const;

/** Capabilities as declared, compared with Docker's default. `all` when every one is kept. */
export interface DeclaredCapabilities {
  readonly all: boolean;
  readonly kept: readonly string[];
  readonly added: readonly string[];
  readonly dropped: readonly string[];
}

/** What `--cap-add`, `--cap-drop` and `--privileged` leave, by the rules of the engine (moby, oci/caps/utils.go). */
export function declaredCapabilities(config: {
  readonly privileged: boolean;
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
}): DeclaredCapabilities {
  const bare = (name: string) => name.toUpperCase().replace(/^CAP_/, '');
  const add = new Set(config.capAdd.map(bare));
  const drop = new Set(config.capDrop.map(bare));
  if (config.privileged) return { all: true, kept: [], added: [], dropped: [] };
  if (add.has('ALL'))
    return { all: true, kept: [], added: [], dropped: [...drop].filter((name) => name !== 'ALL') };
  const standard = drop.has('ALL') ? [] : defaultCapabilities.filter((name) => !drop.has(name));
  const added = [...add].filter((name) => !defaultCapabilities.some((other) => other === name));
  const again = drop.has('ALL') ? defaultCapabilities.filter((name) => add.has(name)) : [];
  const kept = [...standard, ...again, ...added];
  return {
    all: false,
    kept,
    added,
    dropped: defaultCapabilities.filter((name) => !kept.includes(name)),
  };
}

/** What the processes may do: capabilities, filters, root filesystem, user. As declared. */
export function permissionNodes(
  section: TreeNode,
  inspect: ContainerInspect,
  engineOptions: readonly string[],
  say: Say,
): readonly TreeNode[] {
  const config = inspect.hostConfig;
  const option = (name: string) => {
    const found = config.securityOpt.find((entry) => new RegExp(`^${name}([=:]|$)`).test(entry));
    return found === undefined ? undefined : found.slice(name.length + 1);
  };
  const warn = { name: 'warning', color: 'list.warningForeground' };
  const fine = { name: 'check' };
  const row = (
    detail: Omit<Detail, 'label' | 'description' | 'lesson'> & {
      title: Message;
      value: string;
      why: Message;
    },
  ) =>
    detailNode(section, {
      ...detail,
      label: say(detail.title),
      description: detail.value,
      lesson: say(detail.why),
      chapter: 'definition',
      context: 'permission',
    });
  const seccomp = option('seccomp');
  const unconfined = config.privileged || seccomp === 'unconfined';
  const noNewPrivileges = option('no-new-privileges');
  const hasNoNew = noNewPrivileges !== undefined && noNewPrivileges !== 'false';
  const user = inspect.config.user;
  const root = user === '' || /^(root|0)(:|$)/.test(user);
  return [
    row({
      key: 'privileged',
      title: msg('Privileged'),
      value: say(config.privileged ? msg('yes: nearly all walls are down') : msg('no')),
      why: msg(
        'A privileged container keeps every capability and all devices, without filters: it can take over the host.',
      ),
      icon: config.privileged ? warn : fine,
    }),
    capabilitiesNode(section, inspect, say),
    row({
      key: 'seccomp',
      title: msg('System call filter (seccomp)'),
      value: unconfined
        ? say(msg('off'))
        : seccomp !== undefined
          ? say(msg('a profile of its own'))
          : engineOptions.some((entry) => entry.includes('name=seccomp'))
            ? say(msg('the engine’s default'))
            : say(msg('this engine has none')),
      why: msg('seccomp refuses system calls that containers rarely need, such as loading a kernel module.'),
      icon: unconfined ? warn : fine,
    }),
    row({
      key: 'lsm',
      title: msg('Security module'),
      value:
        inspect.appArmorProfile !== ''
          ? `AppArmor: ${inspect.appArmorProfile}`
          : (option('label') ??
            say(
              engineOptions.some((entry) => /name=(selinux|apparmor)/.test(entry))
                ? msg('not confined')
                : msg('this engine has none'),
            )),
      why: msg(
        'AppArmor or SELinux forbids more on top: which files and which kernel interfaces may be touched.',
      ),
      icon: inspect.appArmorProfile === 'unconfined' ? warn : { name: 'shield' },
    }),
    row({
      key: 'no-new-privileges',
      title: msg('No new privileges'),
      value: say(hasNoNew ? msg('yes') : msg('no: a setuid program can still gain rights')),
      why: msg('With no-new-privileges a process and its children can never gain rights, whatever they run.'),
      icon: hasNoNew ? fine : { name: 'circle-outline' },
    }),
    row({
      key: 'read-only',
      title: msg('Root filesystem'),
      value: say(config.readonlyRootfs ? msg('read-only') : msg('writable, lost when it is removed')),
      why: msg('A read-only root filesystem keeps an intruder from leaving programs behind.'),
      icon: config.readonlyRootfs ? fine : { name: 'circle-outline' },
    }),
    row({
      key: 'user',
      title: msg('User'),
      value: user === '' ? say(msg('root (nothing else was asked for)')) : user,
      why: msg(
        'Without a user namespace, root in the container is the host’s root, held back by the rows above only.',
      ),
      icon: root ? { name: 'account', color: 'list.warningForeground' } : { name: 'account' },
    }),
  ];
}

function capabilitiesNode(section: TreeNode, inspect: ContainerInspect, say: Say): TreeNode {
  const capabilities = declaredCapabilities(inspect.hostConfig);
  const parent = { ...section, id: `${section.id}/capabilities` };
  const child = (name: string, description: Message | undefined, icon: string) =>
    detailNode(parent, {
      key: name,
      label: name,
      ...(description !== undefined && { description: say(description) }),
      icon: { name: icon },
      chapter: 'definition',
      context: 'capability',
    });
  const { all, kept, added, dropped } = capabilities;
  return detailNode(section, {
    key: 'capabilities',
    label: say(msg('Capabilities')),
    description: all
      ? say(msg('all of root’s powers'))
      : [
          say(msg('{0} kept', kept.length)),
          added.length > 0 ? say(msg('{0} more than by default', added.length)) : '',
          dropped.length > 0 ? say(msg('{0} dropped', dropped.length)) : '',
        ]
          .filter((part) => part !== '')
          .join(' · '),
    lesson: say(
      msg('Root’s power is cut in some forty capabilities; Docker leaves 14 of them to root in a container.'),
    ),
    chapter: 'definition',
    icon: all || added.length > 0 ? { name: 'warning', color: 'list.warningForeground' } : { name: 'key' },
    context: 'permission',
    children: [
      ...added.map((name) => child(name, msg('added'), 'add')),
      ...kept.filter((name) => !added.includes(name)).map((name) => child(name, undefined, 'check')),
      ...dropped.map((name) => child(name, msg('dropped'), 'remove')),
    ],
  });
}
