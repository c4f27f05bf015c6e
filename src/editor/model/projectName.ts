/** What compose knows when it names a project. */
export interface ProjectNameSources {
  /** `--project-name`. */
  readonly chosen: string;
  /** COMPOSE_PROJECT_NAME of the shell, then of `.env`. */
  readonly environment: string | undefined;
  /** `name:` of the file, variables filled in. */
  readonly named: string | undefined;
  /** The folder of the file. */
  readonly folder: string;
}

/** The project's name, as compose finds it: option, environment, file, then the folder's name made plain. */
export function projectName({ chosen, environment, named, folder }: ProjectNameSources): string {
  if (chosen !== '') return chosen;
  if (environment) return environment;
  if (named) return named;
  const last =
    folder
      .split(/[\\/]/)
      .filter((part) => part !== '')
      .at(-1) ?? '';
  return last
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
}
