import type { Place } from '../finding';
import { resolvePath } from './paths';
import { readVariables } from './readVariables';

/** The variables of a shell that tell Compose what makes a project. */
const steeringVariables = [
  'COMPOSE_FILE',
  'COMPOSE_PATH_SEPARATOR',
  'COMPOSE_ENV_FILES',
  'COMPOSE_PROFILES',
] as const;

/** What the shell says of them, as if Compose were called in the folder of the linted file. */
export type SteeringEnvironment = Readonly<Partial<Record<(typeof steeringVariables)[number], string>>>;

/** What all variables of a shell say of them. */
export function steeringEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): SteeringEnvironment {
  return Object.fromEntries(
    steeringVariables.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The files that `COMPOSE_FILE` names. */
export interface ComposeFileSetting {
  /** In its order, each once. */
  readonly names: readonly string[];
  /** Where that is written; undefined for the shell. */
  readonly place: Place | undefined;
  /** Whether a name between two separators is empty: Compose takes it for the folder, and refuses that. */
  readonly hasEmptyName: boolean;
}

/**
 * What `COMPOSE_FILE` of the shell names, else of files of variables; undefined where neither sets it. What separates
 * the names is `COMPOSE_PATH_SEPARATOR`, else `:`, or `;` where one stands there: it is the separator of Windows, and
 * no part of a name that somebody gives to a compose file. (docs.docker.com/compose/how-tos/environment-variables/envvars)
 */
export function composeFileSetting(
  envFiles: readonly string[],
  readFile: (name: string) => string | undefined,
  environment: SteeringEnvironment = {},
): ComposeFileSetting | undefined {
  const texts = envFiles.flatMap((file) => {
    const text = readFile(file);
    return text === undefined ? [] : [{ file, text }];
  });
  const fromShell = environment.COMPOSE_FILE;
  // Nearly no project sets it: the others need not be read in full for that.
  if (fromShell === undefined && !texts.some(({ text }) => text.includes('COMPOSE_FILE'))) return undefined;
  const variables = readVariables(texts);
  const set = fromShell === undefined ? variables.get('COMPOSE_FILE') : undefined;
  const value = fromShell ?? set?.value;
  if (value === undefined) return undefined;
  const chosen =
    environment.COMPOSE_PATH_SEPARATOR === undefined
      ? variables.get('COMPOSE_PATH_SEPARATOR')?.value
      : environment.COMPOSE_PATH_SEPARATOR;
  const written = value.split(chosen || (value.includes(';') ? ';' : ':'));
  const names = written.filter((name) => name !== '' && name !== '-');
  return {
    names: [...new Set(names.map((name) => resolvePath('', name)))],
    place: set && (set.entry.valuePlace ?? set.entry.keyPlace),
    hasEmptyName: written.includes(''),
  };
}

/** The files of variables that Compose reads in a folder, unless others are named to it: later ones win. */
export function envFilesSetting({
  COMPOSE_ENV_FILES: named = '',
}: SteeringEnvironment = {}): readonly string[] {
  const files = named.split(',').filter((file) => file !== '');
  return files.length > 0 ? files.map((file) => resolvePath('', file)) : ['.env'];
}
