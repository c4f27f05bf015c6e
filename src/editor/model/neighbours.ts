/** What another extension gives on compose files already: the “run” lens, names, the meaning of keys, links of images. */
export type Given = 'up' | 'names' | 'meanings' | 'imageLinks';

/** An extension that serves files of the language `dockercompose`, unless one of its own settings says no. */
interface Neighbour {
  readonly id: string;
  readonly settings: readonly string[];
  /** What counts where such a setting is not known. */
  readonly usually: boolean;
  readonly gives: readonly Given[];
}

const neighbours: readonly Neighbour[] = [
  {
    id: 'ms-azuretools.vscode-containers',
    settings: ['containers.enableComposeLanguageService'],
    usually: true,
    gives: ['up', 'meanings', 'imageLinks'],
  },
  {
    // From its version 2 on it only brings Container Tools along, and has no such setting.
    id: 'ms-azuretools.vscode-docker',
    settings: ['docker.enableDockerComposeLanguageService'],
    usually: false,
    gives: ['up', 'meanings', 'imageLinks'],
  },
  {
    id: 'docker.docker',
    settings: ['docker.extension.enableComposeLanguageServer'],
    usually: true,
    gives: ['names', 'meanings', 'imageLinks'],
  },
  {
    // It knows compose files by their names, from the collection of schemas on the web; what it finds wrong by that
    // schema is seen among the problems (see doubledProblem.ts).
    id: 'redhat.vscode-yaml',
    settings: ['yaml.hover', 'yaml.schemaStore.enable'],
    usually: true,
    gives: ['meanings'],
  },
];

/** The editor that is asked about its extensions and settings. */
export interface Surroundings {
  readonly language: string;
  /** `unboxed.codeLens.besideOthers`. */
  readonly besideOthers: string;
  isInstalled(id: string): boolean;
  setting(name: string): unknown;
}

/** What would stand twice on a file; nothing where the reader wants ours all the same. */
export function givenByOthers({
  language,
  besideOthers,
  isInstalled,
  setting,
}: Surroundings): ReadonlySet<Given> {
  if (language !== 'dockercompose' || besideOthers === 'always') return new Set();
  return new Set(
    neighbours
      .filter(
        (one) =>
          isInstalled(one.id) && one.settings.every((name) => (setting(name) ?? one.usually) !== false),
      )
      .flatMap(({ gives }) => gives),
  );
}
