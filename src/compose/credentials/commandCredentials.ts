import { clientPrograms, type ClientProgram } from './clientPrograms';
import type { CommandWord } from './commandWords';
import type { Span } from './credentialUrl';
import { isLoginKey, isSecretKey } from './secretKey';

/** A secret on a command line. */
export interface CommandCredential {
  /** The option that takes it, such as `--requirepass`. */
  readonly option: string;
  /** Which of the words of the command, and where in it. */
  readonly word: number;
  readonly span: Span;
  /** The account, where another option of the same command names it. */
  readonly user: string | undefined;
}

/** `PGPASSWORD=secret psql …` in a shell, `-Ddb.password=secret` of Java, `--db-password=secret`. */
const assignment = /^(-D|-E|--?)?([A-Za-z_][\w.-]*)=/;
/** How far behind a program its options are looked for, in words: nobody writes more. */
const farthest = 100;
/** Options that take a secret whatever the program, though their names do not say so. */
const everywhere = new Set(['--requirepass', '--masterauth', '-dev-root-token-id']);

/** Finds secrets in the words of a command (or of a healthcheck’s test), `word` counting in `words`. */
export function findCommandCredentials(words: readonly CommandWord[]): CommandCredential[] {
  const result: CommandCredential[] = [];
  let call: Call | undefined;
  for (const [i, word] of words.entries()) {
    if (word.first) call = undefined;
    const program = programOf(word.text);
    if (program) call = { program, user: userOf(program, words, i) };
    for (const { option, at, start, end, user } of [...named(words, i, call), ...counted(words, i, call)]) {
      const length = words[at]?.text.length ?? 0;
      const stop = end ?? length;
      if (stop > start)
        result.push({ option, word: at, span: { start, end: stop }, user: user ?? call?.user });
    }
  }
  return result;
}

/** A program that was called, and the account that its options name. */
interface Call {
  readonly program: ClientProgram;
  readonly user: string | undefined;
}

interface Found {
  readonly option: string;
  readonly at: number;
  readonly start: number;
  readonly end?: number;
  readonly user?: string | undefined;
}

/** Most words are no program: one look at all names tells. */
const anyProgram = new RegExp(clientPrograms.map(({ names }) => names.source).join('|'));

function programOf(word: string): ClientProgram | undefined {
  const name = word.slice(word.lastIndexOf('/') + 1);
  // No program has a longer name: what is longer need not be looked up.
  if (name.length > 20 || !anyProgram.test(name)) return undefined;
  return clientPrograms.find(({ names }) => names.test(name));
}

/** A secret that a word’s own name announces. */
function named(words: readonly CommandWord[], i: number, call: Call | undefined): Found[] {
  const text = words[i]?.text ?? '';
  const program = call?.program;
  const [head, dash, key] = assignment.exec(text) ?? [];
  if (head !== undefined && key !== undefined) {
    const option = dash === undefined || dash === '-D' || dash === '-E' ? key : head.slice(0, -1);
    const at = valueAfter(words, i, head.length);
    if (program?.logins?.includes(head.slice(0, -1)) || isLoginKey(key)) return login(words, option, at);
    return isSecretOption(head.slice(0, -1), key, program) ? [{ option, ...at }] : [];
  }
  if (text.startsWith('-')) {
    const next = words[i + 1];
    if (next?.first === false && !next.text.startsWith('-') && program?.asking?.includes(text) !== true) {
      const at = { at: i + 1, start: 0 };
      if (program?.logins?.includes(text) || (text.startsWith('--') && isLoginKey(text.slice(2))))
        return login(words, text, at);
      if (isSecretOption(text, text.startsWith('--') ? text.slice(2) : '', program))
        return [{ option: text, ...at }];
    }
    return glued(words, i, program);
  }
  return afterWords(words, i);
}

/** `mysqladmin -psecret`, `curl -uuser:secret`. */
function glued(words: readonly CommandWord[], i: number, program: ClientProgram | undefined): Found[] {
  const text = words[i]?.text ?? '';
  if (text.startsWith('--') || text.length < 3) return [];
  if (program?.glued !== undefined && text.startsWith(program.glued))
    return [{ option: program.glued, at: i, start: program.glued.length }];
  const short = program?.logins?.find((one) => one.length === 2 && text.startsWith(one));
  return short === undefined ? [] : login(words, short, { at: i, start: short.length });
}

/** What stands behind `=`: the rest of the word, or the words in quotes that follow. */
function valueAfter(words: readonly CommandWord[], i: number, length: number): { at: number; start: number } {
  if (words[i]?.text.length === length && words[i + 1]?.glued === true) return { at: i + 1, start: 0 };
  return { at: i, start: length };
}

/** The secret of `user:secret`. */
function login(
  words: readonly CommandWord[],
  option: string,
  { at, start }: { at: number; start: number },
): Found[] {
  const text = words[at]?.text ?? '';
  const colon = text.indexOf(':', start);
  if (colon < 0 || text.startsWith('//', colon + 1)) return [];
  return [{ option, at, start: colon + 1, user: text.slice(start, colon) }];
}

function isSecretOption(option: string, key: string, program: ClientProgram | undefined): boolean {
  return everywhere.has(option) || program?.options?.includes(option) === true || isSecretKey(key);
}

/** `IDENTIFIED BY 'secret'`, `WITH PASSWORD 'secret'` in SQL. */
function afterWords(words: readonly CommandWord[], i: number): Found[] {
  if (!words[i + 1]) return [];
  const two = `${words[i - 1]?.text.slice(0, 20) ?? ''} ${words[i]?.text.slice(0, 20) ?? ''}`.toUpperCase();
  return /^(?:IDENTIFIED BY|(?:WITH|ENCRYPTED) PASSWORD)$/.test(two)
    ? [{ option: two, at: i + 1, start: 0 }]
    : [];
}

/** A secret that only its place behind a subcommand tells: `rabbitmqctl add_user NAME SECRET`. */
function counted(words: readonly CommandWord[], i: number, call: Call | undefined): Found[] {
  if (!call?.program.subcommands) return [];
  return call.program.subcommands.flatMap(({ words: command, user, secret }) => {
    const begin = i - command.length + 1;
    if (begin < 0 || !command.every((one, index) => words[begin + index]?.text === one)) return [];
    const rest: number[] = [];
    // Options may stand anywhere.
    const end = Math.min(words.length, i + farthest);
    for (let at = i + 1; at < end && words[at]?.first === false && rest.length <= secret; at++)
      if (words[at]?.text.startsWith('-') === false) rest.push(at);
    const at = rest[secret];
    if (at === undefined) return [];
    return [
      {
        option: command.join(' '),
        at,
        start: 0,
        user: user === undefined ? undefined : words[rest[user] ?? -1]?.text,
      },
    ];
  });
}

/** The account that the options of one call name. */
function userOf(program: ClientProgram, words: readonly CommandWord[], from: number): string | undefined {
  const end = Math.min(words.length, from + farthest);
  for (let i = from + 1; i < end && words[i]?.first === false; i++) {
    const word = words[i]?.text ?? '';
    for (const option of program.userOptions ?? []) {
      if (word === option) return words[i + 1]?.text;
      if (word.startsWith(`${option}=`)) return word.slice(option.length + 1);
      if (!option.startsWith('--') && word.startsWith(option)) return word.slice(option.length);
    }
  }
  return program.user;
}
