import { execFile, execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { newestCompose } from './parts';

/** What `docker compose config` says of a project. */
export interface ComposeAnswer {
  /** What Compose says when it refuses it; undefined when it takes it. */
  readonly refusal: string | undefined;
  readonly config: string;
}

/** The versions of Compose that the tests ask; where they differ, the newest decides. */
export const composeVersions = ['2.26', '2.40'] as const;
export type ComposeVersion = (typeof composeVersions)[number];

interface Asked {
  /** 2.26, the one that the docker CLI runs, unless another is named. */
  readonly version?: ComposeVersion;
  readonly args: readonly string[];
  /** What comes in, for `--file -`. */
  readonly input?: string;
  readonly cwd?: string;
  /** The variables of Compose's own that the shell sets. */
  readonly environment?: Readonly<Record<string, string>>;
}

const program = composeProgram();

/** Some texts take all the memory that there is, or work for minutes. */
const bounded = ['-c', 'ulimit -v 4000000; exec timeout -k 1 10 "$@"', 'bounded'] as const;

/** Compose’s own program: without `docker`, which looks through all its plugins first, it takes half the time. */
function composeProgram(): readonly [file: string, ...args: readonly string[]] {
  try {
    const format = '{{range .ClientInfo.Plugins}}{{if eq .Name "compose"}}{{.Path}}{{end}}{{end}}';
    const file = execFileSync('docker', ['info', '--format', format], {
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
    if (file !== '') return [file];
  } catch {
    // No engine answers, or there is no docker: whoever asks says so.
  }
  return ['docker', 'compose'];
}

/** Asks Compose for the configuration of a project, of which it sees no variables of this process. */
export function composeConfig({
  version = '2.26',
  args,
  input,
  cwd = '/',
  environment,
}: Asked): Promise<ComposeAnswer> {
  const asked = version === '2.40' ? [newestCompose] : program;
  // One thread does: a file is read in less time than the others take to begin.
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], GOMAXPROCS: '1', ...environment };
  return new Promise((resolve) => {
    const child = execFile(
      'sh',
      [...bounded, ...asked, ...args],
      { cwd, env, maxBuffer: 64 * 1024 * 1024 },
      (error, config, stderr) => {
        resolve({ refusal: error ? stderr.trim() || error.message : undefined, config });
      },
    );
    // One that refuses its arguments does not read what comes in.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? '');
  });
}

/** Works through a list, a few items at a time: a process is mostly waited for. */
export async function inParallel<Item>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<void>,
  workers = 2 * availableParallelism(),
): Promise<void> {
  const left = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (let next = left.next(); next.done !== true; next = left.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: workers }, worker));
}
