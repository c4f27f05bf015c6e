import type { Span } from './credentialUrl';

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

/** A word of a command line and where it begins in its text. */
export interface Word {
  readonly text: string;
  readonly start: number;
}

/** Cuts a command into words at blanks, quotes and shell signs; the words keep their places. */
export function wordsOfCommand(text: string): Word[] {
  return [...text.matchAll(/[^\s"'`|&;()]+/g)].map((match) => ({ text: match[0], start: match.index }));
}

interface Program {
  readonly names: RegExp;
  /** Options whose next word, or the rest after `=`, is the secret. */
  readonly options: readonly string[];
  /** An option that the secret is glued to, as in `mysqladmin -psecret`. */
  readonly glued?: string;
  readonly userOptions?: readonly string[];
  readonly user?: string;
}

const programs: readonly Program[] = [
  {
    names:
      /^(?:mysql|mysqladmin|mysqldump|mysqlcheck|mariadb|mariadb-admin|mariadb-dump|mariadb-check|mysqlsh)$/,
    options: ['--password'],
    glued: '-p',
    userOptions: ['-u', '--user'],
    user: 'root',
  },
  { names: /^(?:redis-cli|valkey-cli|keydb-cli)$/, options: ['-a', '--pass'] },
  {
    names: /^(?:mongo|mongosh|mongodump|mongorestore)$/,
    options: ['-p', '--password'],
    userOptions: ['-u', '--username'],
  },
  { names: /^(?:clickhouse-client)$/, options: ['--password'], userOptions: ['-u', '--user'] },
  { names: /^(?:sqlcmd)$/, options: ['-P'], userOptions: ['-U'] },
];
/** Options that take a secret whatever the program. */
const everywhere = ['--requirepass', '--masterauth'];
/** `PGPASSWORD=secret psql …` in a shell. */
const assignment = /^(?:export\s+)?((?:PG|MYSQL_|REDISCLI_|MARIADB_)?(?:PASSWORD|PWD|AUTH))=(.+)$/;

/** Finds secrets in the words of a command (or of a healthcheck's test), `word` counting in `words`. */
export function findCommandCredentials(words: readonly string[]): CommandCredential[] {
  const result: CommandCredential[] = [];
  let program: Program | undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const name = word.split('/').at(-1) ?? '';
    program = programs.find(({ names }) => names.test(name)) ?? program;
    const user = program && userOf(program, words);
    const add = (option: string, index: number, start: number): void => {
      const end = words[index]?.length ?? 0;
      if (end > start) result.push({ option, word: index, span: { start, end }, user });
    };
    const assigned = assignment.exec(word);
    if (assigned?.[1] !== undefined && assigned[2] !== undefined)
      add(assigned[1], i, word.length - assigned[2].length);
    const options = [...everywhere, ...(program?.options ?? [])];
    const option = options.find((one) => word === one || word.startsWith(`${one}=`));
    if (option !== undefined) {
      if (word !== option) add(option, i, option.length + 1);
      else if (words[i + 1]?.startsWith('-') === false) add(option, i + 1, 0);
    } else if (program?.glued && word.startsWith(program.glued) && !word.startsWith('--'))
      add(program.glued, i, program.glued.length);
  }
  return result;
}

function userOf(program: Program, words: readonly string[]): string | undefined {
  for (const [i, word] of words.entries())
    for (const option of program.userOptions ?? []) {
      if (word === option) return words[i + 1];
      if (word.startsWith(`${option}=`)) return word.slice(option.length + 1);
      if (!option.startsWith('--') && word.startsWith(option) && word.length > option.length)
        return word.slice(option.length);
    }
  return program.user;
}
