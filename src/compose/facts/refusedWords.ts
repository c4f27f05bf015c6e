import { msg } from '../../message';
import { capabilityNames } from './capabilityNames';
import { nearestName } from '../schema/nearestName';
import { each, type Check, type Refusal } from './refusedValue';

const policies = ['no', 'always', 'unless-stopped', 'on-failure'];

function restart(text: string): Refusal | undefined {
  const colon = text.indexOf(':');
  const policy = colon < 0 ? text : text.slice(0, colon);
  const count = colon < 0 ? undefined : text.slice(colon + 1);
  // Compose reads `none` and `any`, the words of `deploy.restart_policy`, too.
  if (!['', 'none', 'any', ...policies].includes(policy)) {
    const near = nearestName(policy, policies);
    return {
      message: msg(
        '`restart` cannot be `{0}`: the engine takes {1} (“invalid restart policy”).',
        text,
        '`no`, `always`, `unless-stopped`, `on-failure`, `on-failure:3`',
      ),
      meant:
        near === undefined
          ? undefined
          : near + (near === 'on-failure' && count !== undefined ? `:${count}` : ''),
    };
  }
  if (count === undefined) return undefined;
  if (!/^\d+$/.test(count))
    return {
      message: msg(
        'After `on-failure:` comes the number of attempts, not `{0}`: the engine refuses it, and Compose tries without end.',
        count,
      ),
    };
  if (policy !== 'on-failure' && Number(count) > 0)
    return {
      message: msg(
        'Only `on-failure` takes a number of attempts, not `{0}`: the engine refuses it (“maximum retry count cannot be used”).',
        policy,
      ),
      meant: policy === '' ? undefined : policy,
    };
  return undefined;
}

function capability(key: string) {
  return (text: string): Refusal | undefined => {
    const upper = text.toUpperCase();
    const bare = upper.replace(/^CAP_/, '');
    if (upper === 'ALL' || capabilityNames.includes(bare)) return undefined;
    const near = bare === 'ALL' ? 'ALL' : nearestName(bare, capabilityNames);
    return {
      message: msg(
        '`{0}` names no capability of Linux in `{1}`: the engine refuses it (“unknown capability”).',
        text,
        key,
      ),
      meant: near,
    };
  };
}

const conditions = ['none', 'on-failure', 'any'];

function restartCondition(text: string): Refusal | undefined {
  if (['', 'always', 'unless-stopped', ...conditions].includes(text)) return undefined;
  return {
    message: msg(
      '`{0}` cannot be `{1}`: the engine takes {2} (“invalid restart policy”).',
      'deploy.restart_policy.condition',
      text,
      '`none`, `on-failure`, `any`',
    ),
    meant: nearestName(text, conditions),
  };
}

function containerName(text: string): Refusal | undefined {
  // The pattern of the schema, which is not bound to the ends, is judged with the schema.
  if (/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(text) || !/[a-zA-Z0-9][a-zA-Z0-9_.-]+/.test(text)) return undefined;
  return {
    message: msg(
      'A container cannot be called `{0}`: the engine takes letters, digits, `_`, `.` and `-`, two at least, a letter or digit first (“Invalid container name”).',
      text,
    ),
  };
}

function ipc(text: string): Refusal | undefined {
  if (/^(?:|none|private|shareable|host|(?:service|container):.*)$/.test(text)) return undefined;
  return {
    message: msg(
      '`ipc` cannot be `{0}`: the engine takes {1} (“Invalid IPC mode”).',
      text,
      '`private`, `shareable`, `none`, `host`, `service:NAME`, `container:NAME`',
    ),
    meant: nearestName(text, ['private', 'shareable', 'none', 'host']),
  };
}

function isolation(text: string): Refusal | undefined {
  if (/^(?:|default|process|hyperv)$/i.test(text)) return undefined;
  return { message: msg('`isolation` cannot be `{0}`: on Linux the engine takes `default` alone.', text) };
}

const signals = new Set(
  `ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU
UNUSED URG USR1 USR2 VTALRM WINCH XCPU XFSZ`.split(/\s+/),
);

function stopSignal(text: string): Refusal | undefined {
  const name = text.toUpperCase().replace(/^SIG/, '');
  if (
    /^\d+$/.test(text)
      ? Number(text) > 0
      : signals.has(name) || /^RTM(?:IN(?:\+\d{1,2})?|AX(?:-\d{1,2})?)$/.test(name)
  )
    return undefined;
  const near = nearestName(name, signals);
  return {
    message: msg(
      '`stop_signal` cannot be `{0}`: the engine takes a signal’s name or number (“Invalid signal”).',
      text,
    ),
    meant: near === undefined ? undefined : `SIG${near}`,
  };
}

function workingDir(text: string): Refusal | undefined {
  if (text === '' || text.startsWith('/') || /^[A-Za-z]:|\\/.test(text)) return undefined;
  return {
    message: msg(
      '`working_dir` must be an absolute path, not `{0}`: the engine refuses it (“it needs to be an absolute path”).',
      text,
    ),
  };
}

const securityKeys = [
  'apparmor',
  'credentialspec',
  'label',
  'no-new-privileges',
  'seccomp',
  'systempaths',
  'writable-cgroups',
];

function securityOption(text: string): Refusal | undefined {
  const [, name = text, value] = /^([^=:]*)[=:]([^]*)$/.exec(text) ?? [];
  const said = msg(
    '`{0}` is no security option: the engine takes {1} (“invalid --security-opt”).',
    text,
    securityKeys
      .map((key) => (/^(?:no-new|writable)/.test(key) ? `\`${key}:true\`` : `\`${key}=…\``))
      .join(', '),
  );
  if (!securityKeys.includes(name)) {
    const near = nearestName(name, securityKeys);
    return { message: said, meant: near === undefined ? undefined : near + text.slice(name.length) };
  }
  if (name === 'no-new-privileges')
    return value === undefined || isGoBoolean(value)
      ? undefined
      : {
          message: msg(
            '`no-new-privileges` takes `true` or `false`, not `{0}`: the engine refuses it.',
            value,
          ),
        };
  return value === undefined ? { message: said } : undefined;
}

const isGoBoolean = (text: string): boolean =>
  /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(text);

const tmpfsWords = new Set(
  `async atime bind defaults dev diratime dirsync exec mand noatime nodev nodiratime noexec nomand norelatime nostrictatime
nosuid private ra rbind relatime remount ro rprivate rshared rslave runbindable rw shared slave strictatime suid sync
unbindable`.split(/\s+/),
);

function tmpfsOptions(text: string): Refusal | undefined {
  const colon = text.indexOf(':');
  if (colon < 0 || /^[A-Za-z]:|\\/.test(text)) return undefined;
  const wrong = text
    .slice(colon + 1)
    .split(',')
    .find(
      (one) =>
        one !== '' && !tmpfsWords.has(one) && !/^(?:size|mode|uid|gid|nr_inodes|nr_blocks|mpol)=/.test(one),
    );
  if (wrong === undefined) return undefined;
  return {
    message: msg(
      '`{0}` is no option of a tmpfs: the engine takes {1} and the like (“invalid tmpfs option”).',
      wrong,
      '`size=64m`, `mode=1777`, `uid=1000`, `gid=1000`, `ro`, `noexec`',
    ),
  };
}

function deviceRule(text: string): Refusal | undefined {
  if (/^[acb] (?:\d+|\*):(?:\d+|\*) [rwm]{1,3}$/.test(text)) return undefined;
  return {
    message: msg(
      '`{0}` is no rule for devices, such as `c 1:3 rwm`: the engine refuses it (“invalid device cgroup rule format”).',
      text,
    ),
  };
}

function cpuset(text: string): Refusal | undefined {
  if (/^(?:|\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*)$/.test(text)) return undefined;
  return {
    message: msg(
      '`cpuset` cannot be `{0}`: write the numbers of processors, such as `0-2,4` (“invalid format”).',
      text,
    ),
  };
}

/** Values that are no word, name or format that the engine knows. */
export const wordChecks: readonly Check[] = [
  each(['restart'], restart),
  each(['deploy', 'restart_policy', 'condition'], restartCondition),
  each(['cap_add'], capability('cap_add')),
  each(['cap_drop'], capability('cap_drop')),
  each(['container_name'], containerName),
  each(['ipc'], ipc),
  each(['isolation'], isolation),
  each(['stop_signal'], stopSignal),
  each(['working_dir'], workingDir),
  each(['security_opt'], securityOption),
  each(['device_cgroup_rules'], deviceRule),
  each(['tmpfs'], tmpfsOptions),
  each(['cpuset'], cpuset),
];
