import { msg, type Message } from '../../../message';
import { readIp } from '../../facts/ipAddress';
import { commandLineProblem } from './commandLine';
import { deviceSpecProblem, mountSpecProblem } from './mountSpec';
import { portSpecProblem } from './portSpec';
import { isDecimal, isSize } from './sizeFormat';

/** How Compose, or the engine after it, reads a text. */
interface Format {
  /** Says what is wrong with the text at a path, and what is taken there; undefined where Compose takes it. */
  problem(path: string, text: string): Message | undefined;
  /** The words that the engine takes, where Compose itself takes any. */
  readonly taken?: string;
  /** Such a word, where it takes too many to name them. */
  readonly example?: string;
  /** Numbers and truth values that are such words, too, once they stand in quotes; without it, none are. */
  readonly numbers?: RegExp;
}

/** As 64 bits hold it. */
const isWhole = (text: string): boolean => /^[-+]?\d+$/.test(text) && Math.abs(Number(text)) < 2 ** 63;
/** Go's durations, with the days and weeks that Compose adds to them; never a number without its unit. */
const duration = /^[-+]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h|d|w))+)$/;
/** Go’s words; as YAML has them, with a point, they are no text. */
const infinite = /^[-+]?(?:inf|infinity|nan)$/i;
/** What Compose takes for a boolean where it is written as text. */
const booleanWord = /^(?:true|false|yes|no|y|n|on|off)$/i;
const policy = /always|never|build|if_not_present|missing|refresh|daily|weekly|every_(?:[0-9]+[wdhms])+/;

const asked = (fits: (text: string) => boolean, say: Format['problem']): Format => ({
  problem: (path, text) => (fits(text) ? undefined : say(path, text)),
});
/** Compose leaves the word to the engine. */
const words = (taken: string, numbers?: RegExp): Format => ({
  problem: () => undefined,
  taken,
  ...(numbers && { numbers }),
});

/** The same, of words without number. */
const such = (example: string, numbers?: RegExp): Format => ({
  problem: () => undefined,
  example,
  ...(numbers && { numbers }),
});

/**
 * How Compose reads the texts of some keys, by the name that the schema gives it. What is checked is the text itself,
 * its variables already replaced.
 */
export const valueFormats: Readonly<Record<FormatName, Format>> = {
  boolean: asked(
    (text) => booleanWord.test(text),
    (path) => msg('`{0}` must be `true` or `false`.', path),
  ),
  whole: asked(isWhole, (path, text) => msg('`{0}` must be a whole number, not `{1}`.', path, text)),
  natural: asked(
    (text) => isWhole(text) && Number(text) >= 0,
    (path, text) => msg('`{0}` must be a whole number, 0 or more, not `{1}`.', path, text),
  ),
  decimal: asked(
    (text) => isDecimal(text) || infinite.test(text),
    (path, text) => msg('`{0}` must be a number such as `0.5`, not `{1}`.', path, text),
  ),
  octal: asked(
    (text) => /^[-+]?[0-7]+$/.test(text),
    (path, text) => msg('`{0}` cannot be `{1}`: write permissions in octal, such as `0440`.', path, text),
  ),
  size: asked(isSize, (path, text) =>
    msg('`{0}` cannot be `{1}`: write a size such as `512m` or `1g`.', path, text),
  ),
  duration: asked(
    (text) => duration.test(text),
    (path, text) => msg('`{0}` cannot be `{1}`: write a duration such as `30s` or `1m30s`.', path, text),
  ),
  address: asked(
    (text) => readIp(text) !== undefined,
    (path, text) =>
      msg('`{0}` cannot be `{1}`: write an address in numbers, such as `127.0.0.1`.', path, text),
  ),
  deviceCount: asked(
    (text) => /^all$/i.test(text) || isWhole(text),
    (path, text) => msg('`{0}` cannot be `{1}`: write a number, or `all`.', path, text),
  ),
  host: asked(
    (text) => /^[^:=]+[:=]/.test(text),
    (_, text) => msg('`{0}` must name a host and its address: `host:address`.', text),
  ),
  sshKey: asked(
    (text) => text === 'default' || text.includes('='),
    (_, text) => msg('`{0}` is no key for the build: write `default`, or `NAME=PATH`.', text),
  ),
  keyValue: asked(
    (text) => text.includes('='),
    (_, text) => msg('`{0}` must be written `NAME=VALUE`.', text),
  ),
  variable: asked(
    (text) => !/^[^=]*\s=/.test(text),
    (_, text) =>
      msg(
        '`{0}` has a space before `=`: newer versions of Compose (2.40, not 2.26) refuse the file, older ones name the variable so.',
        text,
      ),
  ),
  envFormat: asked(
    (text) => /^(?:|raw)$/.test(text),
    (path, text) => msg('`{0}` cannot be `{1}`: it is one of {2}.', path, text, 'raw'),
  ),
  projectName: asked(
    (text) => text === '' || /[a-z0-9]/i.test(text),
    (path, text) => msg('`{0}` cannot be `{1}`: write letters, digits, `-` and `_`.', path, text),
  ),
  notEmpty: asked(
    (text) => text !== '',
    (path) => msg('`{0}` cannot be empty.', path),
  ),
  containerName: {
    problem: (path, text) =>
      /[a-zA-Z0-9][a-zA-Z0-9_.-]+/.test(text)
        ? undefined
        : msg(
            '`{0}` cannot be `{1}`: a container’s name has two characters at least, letters, digits, `_`, `.` or `-`, a letter or digit first.',
            path,
            text,
          ),
  },
  pullPolicy: asked(
    // As the schema has it, not bound to the ends.
    (text) => policy.test(text),
    (path, text) =>
      msg(
        '`{0}` cannot be `{1}`: it is one of {2}.',
        path,
        text,
        'always, missing, never, build, daily, weekly, every_12h',
      ),
  ),
  networkMode: words('bridge, host, none, service:NAME, container:NAME'),
  namespace: words('host, service:NAME, container:NAME'),
  ipc: words('private, shareable, none, host, service:NAME, container:NAME'),
  hostOnly: words('host'),
  restart: words('no, always, on-failure, unless-stopped'),
  restartCondition: words('none, on-failure, any'),
  platform: such('linux/amd64'),
  protocol: words('tcp, udp, sctp'),
  cpuset: such('0-2,4', /^\d+$/),
  signal: such('SIGTERM', /^[1-9]\d*$/),
  macAddress: such('02:42:ac:11:00:02'),
  workingDir: such('/app'),
  isolation: words('default, process, hyperv'),
  deployMode: words('replicated, global, replicated-job, global-job'),
  endpointMode: words('vip, dnsrr'),
  failureAction: words('pause, continue, rollback'),
  commandLine: { problem: commandLineProblem },
  /** Whatever text there is. */
  text: { problem: () => undefined },
  port: { problem: (_, text) => portSpecProblem(text) },
  mount: { problem: (_, text) => mountSpecProblem(text) },
  device: { problem: (_, text) => deviceSpecProblem(text) },
};

/** What is wrong with a number that stands without quotes. */
export function numberProblem(
  { format }: { readonly format?: FormatName },
  path: string,
  text: string,
): Message | undefined {
  const judged =
    (format === 'natural' && text.startsWith('-')) ||
    // YAML makes no octal number of it, so that it is not what it seems to be.
    (format === 'octal' && /^0\d*[89]/.test(text)) ||
    (format === 'port' && /^[-+]?\d+$/.test(text));
  return judged ? valueFormats[format].problem(path, text) : undefined;
}

export type FormatName =
  | 'boolean'
  | 'whole'
  | 'natural'
  | 'decimal'
  | 'octal'
  | 'size'
  | 'duration'
  | 'address'
  | 'deviceCount'
  | 'host'
  | 'sshKey'
  | 'keyValue'
  | 'variable'
  | 'envFormat'
  | 'projectName'
  | 'notEmpty'
  | 'containerName'
  | 'pullPolicy'
  | 'networkMode'
  | 'namespace'
  | 'ipc'
  | 'hostOnly'
  | 'restart'
  | 'restartCondition'
  | 'platform'
  | 'protocol'
  | 'cpuset'
  | 'signal'
  | 'macAddress'
  | 'workingDir'
  | 'isolation'
  | 'deployMode'
  | 'endpointMode'
  | 'failureAction'
  | 'commandLine'
  | 'text'
  | 'port'
  | 'mount'
  | 'device';
