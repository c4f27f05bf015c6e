import type { DotEnvEntry } from '../readDotEnv';
import { parseYaml, type SyntaxProblem } from '../yaml/parseYaml';
import type { SourceText, YamlNode } from '../yamlNodes';

/** Knows the values of variables; undefined for one that it has never heard of. */
export interface Variables {
  (name: string): string | undefined;
  /** The line of an env file that says it. */
  readonly entry?: (name: string) => DotEnvEntry | undefined;
}

/** One compose file as a run of Compose reads it. */
export interface ComposeUnit {
  readonly source: SourceText;
  readonly documents: readonly YamlNode[];
  readonly problems: readonly SyntaxProblem[];
  /** Where its relative paths begin, as seen from the linted file's folder; empty for that folder itself. */
  readonly folder: string;
  readonly variables: Variables;
  /** Whether `!reset` or `!override` stands in it: most files need not be searched for them. */
  readonly tagged: boolean;
  /** Whether a service may extend another one. */
  readonly extending: boolean;
}

const noVariables: Variables = () => undefined;

/** A file that has been parsed, at its place in the run. */
export function unitOf(
  parsed: Pick<ComposeUnit, 'source' | 'documents' | 'problems'>,
  folder = '',
  variables = noVariables,
): ComposeUnit {
  const { source, documents, problems } = parsed;
  const { text } = source;
  const tagged = text.includes('!reset') || text.includes('!override');
  return { source, documents, problems, folder, variables, tagged, extending: mayExtend(text) };
}

/** A key may hold an escape in place of any letter. */
export const mayExtend = (text: string): boolean =>
  text.includes('extends') || (text.includes('\\') && /\\[xuU]/.test(text));

/** Parses a file at its place in the run. */
export function readUnit(text: string, file: string, folder: string, variables: Variables): ComposeUnit {
  return unitOf(parseYaml({ file, text }), folder, variables);
}
