import type { PasswordPolicy } from './generatePassword';

/** A variable by which an image takes a secret. Facts from the images' own documentation. */
export interface SecretVariable {
  readonly key: string;
  /** The variable that names the account, and its name when the variable is absent. */
  readonly userKey?: string;
  readonly user?: string;
  readonly databaseKey?: string;
  /** Values that the documentation or a well-known example publishes, beyond the generic ones. */
  readonly published?: readonly string[];
  /** The name that the variable had before, which the image still takes. */
  readonly formerKey?: string;
  /** What the image takes when the variable is absent. */
  readonly builtIn?: string;
  /** How the image takes the name of a file that holds the value; absent where it cannot. */
  readonly fileKey?: string;
  readonly policy?: PasswordPolicy;
  /** The value holds `user/password`, as `NEO4J_AUTH` does. */
  readonly withUser?: boolean;
  /** The image only logs in with it, at another service: not an account of its own. */
  readonly client?: boolean;
}

/** A variable that takes the authentication away. */
export interface AuthOffSwitch {
  readonly key: string;
  /** The values that switch it off; `any` where every non-empty value does. */
  readonly values: readonly string[] | 'any';
  /** It counts only where this variable is `true`. */
  readonly when?: string;
}

export interface KnownImage {
  /** Last part of the repository (`postgres`), or its last two (`grafana/grafana`). */
  readonly names: readonly string[];
  readonly secrets: readonly SecretVariable[];
  readonly authOff?: readonly AuthOffSwitch[];
  /** Lets everybody in as long as none of these (variables, or options of the command) is there. */
  readonly openWithout?: readonly string[];
  /** Files and folders of the container with settings that may say the accounts, too. */
  readonly ownSettings?: RegExp;
  /** Takes its accounts from the environment only when its data volume is still empty. */
  readonly firstStartOnly?: boolean;
}
