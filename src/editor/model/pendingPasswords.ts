import type { RewritePlan } from '../../compose/credentials/rewritePlan';

/** An account whose password is new in the files, while the data of its service may still have the old one. */
interface PendingAccount {
  readonly service: string;
  /** The variable through which the service takes it. */
  readonly name: string;
  readonly user: string | undefined;
}

/** What is to be carried into the data; undefined where the passwords were forgotten with the last window. */
export interface PendingPassword extends PendingAccount {
  readonly oldPassword: string | undefined;
  readonly newPassword: string | undefined;
}

/** What is kept in secret. */
interface Kept extends PendingAccount {
  readonly oldPassword: string;
  readonly newPassword: string;
  /** The files in which the new one was written. */
  readonly files: readonly string[];
}

/** Where it is kept over the end of a window: as VS Code’s own stores. */
export interface PendingStores {
  /** Takes the names of accounts, by compose file, and no password. */
  readonly memento: {
    get<T>(key: string, otherwise: T): T;
    update(key: string, value: unknown): PromiseLike<void>;
  };
  /**
   * Takes the passwords: they stand encrypted there, and in no other place. A machine without a keyring, or a
   * workbench in a browser, may forget them with the window.
   */
  readonly secrets: {
    get(key: string): PromiseLike<string | undefined>;
    store(key: string, value: string): PromiseLike<void>;
    delete(key: string): PromiseLike<void>;
  };
}

/** What the files say now. */
export interface FilesNow {
  readonly read: (file: string) => string | undefined;
  /** The password that an account has in the files, and whether it is a default one. */
  readonly password: (
    account: PendingAccount,
  ) => { readonly value: string; readonly isDefault: boolean } | undefined;
}

const index = 'unboxed.pendingPasswords';
const keyOf = (file: string): string => `${index}:${file}`;

type Index = Readonly<Record<string, readonly PendingAccount[]>>;

/**
 * New passwords that stand in files while a database may still want the old ones: what is left to do is not
 * forgotten when somebody stops half-way, nor when the window is closed.
 */
export class PendingPasswords {
  private readonly known = new Map<string, readonly Kept[]>();

  constructor(private readonly stores: PendingStores) {}

  /** `file`: the compose file from which the passwords were changed. */
  async remember(file: string, plan: RewritePlan): Promise<void> {
    const before = await this.kept(file);
    const added = pendingOf(plan).map((one) => {
      // Changed twice in the files, while the data saw neither.
      const first = before.find((other) => isSame(one, other) && other.newPassword === one.oldPassword);
      return first ? { ...one, oldPassword: first.oldPassword } : one;
    });
    const without = <T extends PendingAccount>(all: readonly T[]): T[] =>
      all.filter((one) => !added.some((other) => isSame(one, other)));
    const all = [...without(before), ...added];
    this.known.set(file, all);
    const accounts = added.map(({ service, name, user }) => ({ service, name, user }));
    await this.stores.memento.update(index, {
      ...this.index(),
      [file]: [...without(this.index()[file] ?? []), ...accounts],
    });
    await quietly(this.stores.secrets.store(keyOf(file), JSON.stringify(all)));
  }

  async forget(file: string): Promise<void> {
    this.known.delete(file);
    const { [file]: known, ...others } = this.index();
    if (!known) return;
    await this.stores.memento.update(index, others);
    await quietly(this.stores.secrets.delete(keyOf(file)));
  }

  /** Those that the files still hold: what was undone, or changed by hand, is no business of ours any more. */
  async of(file: string, { read, password }: FilesNow): Promise<readonly PendingPassword[]> {
    const kept = await this.kept(file);
    return (this.index()[file] ?? []).flatMap((account): PendingPassword[] => {
      const whole = kept.find((one) => isSame(one, account));
      if (whole) {
        const stands = whole.files.some((name) => read(name)?.includes(whole.newPassword) === true);
        return stands ? [whole] : [];
      }
      const now = password(account);
      if (now?.isDefault === true) return [];
      return [{ ...account, oldPassword: undefined, newPassword: now?.value }];
    });
  }

  /** The passwords, as far as they were not forgotten. */
  private async kept(file: string): Promise<readonly Kept[]> {
    const known = this.known.get(file);
    if (known) return known;
    // The keyring is not opened for nothing.
    const text = this.index()[file] && (await quietly(this.stores.secrets.get(keyOf(file))));
    const all = parseKept(text);
    this.known.set(file, all);
    return all;
  }

  private index(): Index {
    return this.stores.memento.get<Index>(index, {});
  }
}

/** A machine without a keyring has only this window to remember something. */
async function quietly<T>(access: PromiseLike<T>): Promise<T | undefined> {
  try {
    return await access;
  } catch {
    return undefined;
  }
}

const isSame = (a: PendingAccount, b: PendingAccount): boolean =>
  a.service === b.service && a.name === b.name && a.user === b.user;

/** What a plan changes at the services that keep the accounts. */
function pendingOf({ edits, secrets }: RewritePlan): Kept[] {
  const files = [...new Set(edits.map(({ file }) => file))];
  return secrets.flatMap(({ group: { owner }, password }) => {
    if (!owner.server) return [];
    const { service, name, user, value } = owner;
    return [{ service, name, user, oldPassword: value, newPassword: password, files }];
  });
}

/** What another version of Unboxed has written may look different: then it is as if it were forgotten. */
function parseKept(text: string | undefined): Kept[] {
  let all: unknown;
  try {
    all = JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
  return Array.isArray(all) ? all.filter(isKept) : [];
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null) return false;
  const { service, name, user, oldPassword, newPassword, files } = value as Record<string, unknown>;
  return (
    [service, name, oldPassword, newPassword].every((one) => typeof one === 'string') &&
    (user === undefined || typeof user === 'string') &&
    Array.isArray(files) &&
    files.every((one) => typeof one === 'string')
  );
}
