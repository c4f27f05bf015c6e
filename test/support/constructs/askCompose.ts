import { composeConfig, composeVersions, inParallel, type ComposeVersion } from '../composeConfig';
import { temporaryFolder } from '../temporaryFolder';
import type { Construct } from './generateConstructs';
import { keyOf, type Verdicts } from './verdictTable';

/** The files that constructs name: whether they are there is not what is asked. */
const files = Object.fromEntries(['a', 'b', 'text', '5', 'true', 'Dockerfile'].map((name) => [name, '']));

/** So many services are put into one file, where all are thought to be taken. */
const together = 16;

/**
 * Asks both versions of Compose for constructs. Those that are thought to be taken (`likely`) are asked for many at a
 * time: a file is taken only where each of its services is.
 */
export async function askCompose(
  constructs: readonly Construct[],
  likely: (construct: Construct) => boolean = () => false,
  versions: readonly ComposeVersion[] = composeVersions,
): Promise<Map<string, Verdicts>> {
  const folder = await temporaryFolder(files);
  const refusals = new Map<string, string | undefined>();

  const ask = async (text: string, version: ComposeVersion): Promise<string | undefined> => {
    const args = ['--project-name', 'unboxed-verdicts', '--profile', '*', '--file', '-', 'config', '--quiet'];
    const named = text.startsWith('name:') ? args.slice(2) : args;
    return (await composeConfig({ version, args: named, input: text, cwd: folder.path })).refusal;
  };
  const askAll = async (some: readonly Construct[], version: ComposeVersion): Promise<void> => {
    const [first, ...more] = some;
    if (!first) return;
    if (more.length === 0) {
      const refusal = await ask(first.text, version);
      refusals.set(`${version}\t${keyOf(first)}`, refusal && condensed(refusal, first.path));
    } else if ((await ask(inOneFile(some), version)) !== undefined) {
      const half = Math.ceil(some.length / 2);
      await askAll(some.slice(0, half), version);
      await askAll(some.slice(half), version);
    }
  };

  const groups: Construct[][] = [];
  const groupable = constructs.filter((construct) => service.test(construct.text) && likely(construct));
  for (let at = 0; at < groupable.length; at += together) groups.push(groupable.slice(at, at + together));
  const grouped = new Set(groupable);
  for (const construct of constructs) if (!grouped.has(construct)) groups.push([construct]);
  try {
    await inParallel(
      groups.flatMap((group) => versions.map((version) => [group, version] as const)),
      ([group, version]) => askAll(group, version),
      6,
    );
  } finally {
    await folder.remove();
  }
  return new Map(
    constructs.map((construct) => {
      const key = keyOf(construct);
      const [older, newest] = composeVersions.map((version) => refusals.get(`${version}\t${key}`));
      const asked = versions.includes('2.26');
      return [
        key,
        {
          '2.26': asked ? older === undefined : undefined,
          '2.40': newest === undefined,
          reason: newest ?? older ?? '',
        },
      ];
    }),
  );
}

/** The lines of the service `web` of a construct, and what stands around it. */
const service = /^services:\n {2}web:\n((?: {4}.*\n)+)( {2}b:\n[^]*)$/;

/** The services of several constructs, each under a name of its own, with what they refer to. */
function inOneFile(constructs: readonly Construct[]): string {
  const parts = constructs.map(({ text }) => service.exec(text) ?? []);
  const around = parts.map(([, , after = '']) => after).reduce((a, b) => (b.length > a.length ? b : a), '');
  return `services:\n${parts.map(([, lines = ''], at) => `  web${at}:\n${lines}`).join('')}${around}`;
}

/** Compose's reason without its warnings, and without the path of the value, which the table has. */
function condensed(refusal: string, path: string): string {
  const lines = refusal.split('\n').filter((line) => line.trim() !== '' && !/level=warning/.test(line));
  const where = path.replace(/\[\]|<name>/g, '').split('.');
  return lines
    .join(' ')
    .replace(/^validating \S+: /, '')
    .replace(/^decoding failed due to the following error\(s\): (?:error decoding )?/, '')
    .replace(
      /^'(?:services|networks|volumes|secrets|configs|models)\[[^']*': ?|^'(?:services|networks|volumes|secrets|configs|models)\[[^']*' /,
      '',
    )
    .replace(/\t/g, ' ')
    .replace(
      /(?:services|networks|volumes|secrets|configs|models)(?:\.[\w-]+)+(?:\[\d*\]|\.\d+)*/g,
      (found) => (found.split('.').every((key) => where.includes(key) || /^\d+$/.test(key)) ? '…' : found),
    )
    .replace(/\/\S*\/unboxed-ws-\w+/g, '…')
    .replace(/ goroutine .*/, '')
    .replace(/ {2,}/g, ' ')
    .slice(0, 160);
}
