import { resolvePath } from './paths';
import { readVariables } from './readVariables';

/**
 * The files that `COMPOSE_FILE` names in files of variables, in its order; none where it is not set. What separates
 * them is `COMPOSE_PATH_SEPARATOR`, else `:`, or `;` where one stands there: it is the separator of Windows, and no
 * part of a name that somebody gives to a compose file. (docs.docker.com/compose/how-tos/environment-variables/envvars)
 */
export function composeFileSetting(
  envFiles: readonly string[],
  readFile: (name: string) => string | undefined,
): readonly string[] {
  const texts = envFiles.flatMap((file) => {
    const text = readFile(file);
    return text === undefined ? [] : [{ file, text }];
  });
  // Nearly no project sets it: the others need not be read in full for that.
  if (!texts.some(({ text }) => text.includes('COMPOSE_FILE'))) return [];
  const variables = readVariables(texts);
  const value = variables.get('COMPOSE_FILE')?.value ?? '';
  const separator = variables.get('COMPOSE_PATH_SEPARATOR')?.value || (value.includes(';') ? ';' : ':');
  const names = value.split(separator).filter((name) => name !== '' && name !== '-');
  return [...new Set(names.map((name) => resolvePath('', name)))];
}
