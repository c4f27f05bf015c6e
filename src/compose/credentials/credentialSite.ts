import type { Place } from '../finding';
import type { ScalarNode } from '../yamlNodes';
import type { DefaultReason } from './isDefaultValue';
import type { SecretVariable } from './knownImage';

/**
 * Where the words of a secret stand: in the compose file, as the default of a variable, in `.env`, in an
 * `env_file`, in the file of a secret, or nowhere, because the image brings its own.
 */
export type CredentialOrigin = 'literal' | 'default' | 'dotenv' | 'env-file' | 'secret-file' | 'built-in';

/** One use of a secret by one service, and the place where its words are written. */
export interface CredentialSite {
  readonly service: string;
  /** The variable, or the option of a command (`--requirepass`). */
  readonly name: string;
  readonly form: 'variable' | 'url' | 'option' | 'build-arg' | 'label' | 'secret' | 'config';
  /** What is meant, encoding undone. It never leaves for a message or a log. */
  readonly value: string;
  readonly origin: CredentialOrigin;
  /** Where the words are written, to the letter; for `built-in` the name of the service. */
  readonly place: Place;
  /** Where the service takes it in the compose file: `place`, or the `${…}` that leads there. */
  readonly use: Place;
  /** The variable's name and its whole value, where the compose file writes them. */
  readonly entry: { readonly key: Place; readonly value: Place } | undefined;
  /** The scalar that holds `place`, when that is in a compose file. */
  readonly node: ScalarNode | undefined;
  /** The variable of compose through which it comes, and its whole `${…}`. */
  readonly variable: string | undefined;
  readonly variablePlace: Place | undefined;
  /** True where the words are percent-encoded. */
  readonly encoded: boolean;
  readonly user: string | undefined;
  /** The host of a URL: often the name of a service. */
  readonly host: string | undefined;
  /** True where the service itself keeps the account, false where it only logs in somewhere. */
  readonly server: boolean;
  readonly known: SecretVariable | undefined;
  /** Why the value counts as default; undefined where nobody could guess it. */
  readonly reason: DefaultReason | undefined;
}
