/** All that a compose command line is made of. */
export interface ComposeCommandLine {
  /** The files in `-f` order, relative to the folder in which the command runs; none where `COMPOSE_FILE` names them. */
  readonly files: readonly string[];
  readonly profiles: readonly string[];
  readonly envFiles: readonly string[];
  readonly projectName: string;
  /** The command and its options. */
  readonly command: readonly string[];
  /** Services, and what follows them. A name may begin with a dash: it is never taken for an option. */
  readonly operands?: readonly string[];
}

/** The arguments after `docker` for a compose command, each a word of its own: nothing goes through a shell. */
export function composeArguments({
  files,
  profiles,
  envFiles,
  projectName,
  command,
  operands = [],
}: ComposeCommandLine): string[] {
  return [
    'compose',
    // Named even where compose would find them: a COMPOSE_FILE of the shell that names others would win otherwise.
    ...files.flatMap((file) => ['--file', file]),
    ...(projectName === '' ? [] : ['--project-name', projectName]),
    ...envFiles.flatMap((file) => ['--env-file', file]),
    ...profiles.flatMap((profile) => ['--profile', profile]),
    ...command,
    ...(operands.length === 0 ? [] : ['--', ...operands]),
  ];
}
