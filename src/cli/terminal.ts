import { formatMessage, type Message } from '../message';

/** Where the CLI writes and in which language: everything it needs of the process, so that tests can stand in. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Colours and progress are for people: only where the stream is a terminal. */
  readonly colours: boolean;
  readonly errIsTerminal: boolean;
  readonly readStdin: () => Uint8Array;
  readonly say: (message: Message) => string;
  /** The variables of the shell: some tell Compose which files are a project. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Puts messages in the language of `translations`, whose tag is `language`. */
export function speaker(translations: Readonly<Record<string, string>>, language: string): Terminal['say'] {
  // Without translations the texts are English, whatever was asked for.
  const spoken = Object.keys(translations).length > 0 ? language : 'en';
  return (message) => formatMessage(message, translations, spoken);
}
