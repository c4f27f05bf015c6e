import type { FileAccess } from '../composeModel';
import { nameOf, resolvePath } from './paths';
import {
  composeFileSetting,
  envFilesSetting,
  type ComposeFileSetting,
  type SteeringEnvironment,
} from './composeFileSetting';

/** The names under which Compose finds its file by itself, in its order. */
export const composeFileNames = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

const overrideFileNames = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/** The override that Compose puts over the file of that name by itself; undefined where there is none. */
export function overrideBeside(name: string, files: FileAccess): string | undefined {
  if (!composeFileNames.includes(name)) return undefined;
  return overrideFileNames.find((override) => files.exists(override) === true);
}

/** The files that Compose reads together with one of them. */
export interface FilesOfRun {
  /** As seen from the folder of the linted file, in `-f` order; the linted file is one of them. */
  readonly names: readonly string[];
  /** False where the file seems to be a piece of a run that is not known. */
  readonly certain: boolean;
  /** What named them, where `COMPOSE_FILE` did. */
  readonly setting?: ComposeFileSetting;
}

/**
 * Which files are run together with a file: those that the person names (`together`), else those of `COMPOSE_FILE`
 * in the shell or the files of variables where it is one of them, else a `compose.yaml` and its override, whichever
 * of the two is looked at.
 */
export function filesOfRun(
  file: string,
  files: FileAccess,
  together?: readonly string[],
  envFiles?: readonly string[],
  environment: SteeringEnvironment = {},
): FilesOfRun {
  const own = nameOf(file);
  if (together) {
    const names = together.map((name) => resolvePath('', name));
    return { names: names.includes(own) ? names : [...names, own], certain: true };
  }
  const setting = composeFileSetting(
    envFiles ?? envFilesSetting(environment),
    (name) => files.readFile(name),
    environment,
  );
  if (setting?.names.includes(own)) return { names: setting.names, certain: true, setting };
  const override = overrideBeside(own, files);
  if (override !== undefined) return { names: [own, override], certain: true };
  if (composeFileNames.includes(own)) return { names: [own], certain: true };
  const base = composeFileNames.find((name) => files.exists(name) === true);
  if (base !== undefined && overrideBeside(base, files) === own) return { names: [base, own], certain: true };
  const piece = base !== undefined || /(?:^|[.-])override\.ya?ml$/i.test(own);
  return { names: [own], certain: !piece };
}

/**
 * The files that a Compose command must be given for a run. None where `COMPOSE_FILE` names them: of files that it is
 * given, Compose reads the variables of the first one's folder only, not those of the folder in which it is called.
 */
export const filesToGive = ({ names, setting }: FilesOfRun): readonly string[] => (setting ? [] : names);
