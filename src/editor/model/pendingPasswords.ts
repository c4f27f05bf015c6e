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
  /** The data has the new one already: it is kept on, since an undo would take it out of the files. */
  readonly inData: boolean;
  /** The password of the files with which the reader wants the data to keep its own. */
  readonly leftWith?: string | undefined;
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

/** An account as the plain store has it, without a password. */
interface IndexedAccount extends PendingAccount {
  readonly inData?: boolean;
}

type Index = Readonly<Record<string, readonly IndexedAccount[]>>;

/**
 * New passwords that stand in files while a database may still want the old ones: what is left to do is not
 * forgotten when somebody stops half-way, nor when the window is closed. A password that the data has taken is kept
 * until a later window has seen it in the files: before, an undo could leave nobody who knows it.
 */
export class PendingPasswords {
  private readonly known = new Map<string, readonly Kept[]>();
  /** Files whose passwords were changed in this window: here they can be undone, and done again. */
  private readonly undoable = new Set<string>();

  private readonly listeners = new Set<() => void>();

  constructor(private readonly stores: PendingStores) {}

  /** Called when something else is pending than before. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return {
      dispose: () => {
        this.listeners.delete(listener);
      },
    };
  }

  /**
   * Before the files are changed; `file`: the compose file from which they are. What is given takes it back, where
   * nothing was changed after all.
   */
  async remember(file: string, plan: RewritePlan): Promise<() => Promise<void>> {
    const before = await this.kept(file);
    const added = pendingOf(plan).map((one) => {
      const own = before.filter((other) => isSame(one, other));
      // Changed twice in the files, while the data saw neither; or undone in the files after the data had taken it.
      const inData =
        own.find((other) => other.inData)?.newPassword ??
        own.find((other) => other.newPassword === one.oldPassword)?.oldPassword;
      return inData === undefined ? one : { ...one, oldPassword: inData };
    });
    this.undoable.add(file);
    // What was planned before may be what stands in the files in the end: the reader can still say no.
    await this.keep(file, [...before, ...added]);
    return () => this.keep(file, before);
  }

  /** The data has these now, or will take them when it is made anew. */
  async carried(file: string, passwords: readonly PendingPassword[]): Promise<void> {
    const before = await this.kept(file);
    const taken = passwords.flatMap(({ service, name, user, oldPassword = '', newPassword }): Kept[] => {
      if (newPassword === undefined) return [];
      const account = { service, name, user };
      const written = before.find((one) => isSame(one, account) && one.newPassword === newPassword);
      return [{ ...account, oldPassword, newPassword, files: written?.files ?? [], inData: true }];
    });
    this.undoable.add(file);
    await this.settle(file, passwords, taken);
  }

  /** The reader wants the data to keep what it has, which nobody else may know: it is kept, and not asked about. */
  async left(file: string, passwords: readonly PendingPassword[]): Promise<void> {
    const taken = passwords.flatMap(({ service, name, user, oldPassword, newPassword }): Kept[] =>
      oldPassword === undefined
        ? []
        : [
            {
              ...{ service, name, user, oldPassword, files: [], inData: true },
              ...{ newPassword: oldPassword, leftWith: newPassword },
            },
          ],
    );
    await this.settle(file, passwords, taken);
  }

  /** What is planned and was not found in the files is forgotten with that. */
  private async settle(
    file: string,
    done: readonly PendingPassword[],
    taken: readonly Kept[],
  ): Promise<void> {
    const before = await this.kept(file);
    const others = before.filter((one) => one.inData && !done.some((other) => isSame(one, other)));
    await this.keep(file, [...others, ...taken]);
  }

  /** Forgets what is done: the data has it, and the files hold it still in a window that cannot undo the change. */
  async release(file: string, now: FilesNow): Promise<void> {
    if (this.undoable.has(file) || !this.index()[file]) return;
    const kept = await this.kept(file);
    await this.keep(
      file,
      kept.filter((one) => one.inData && (one.leftWith !== undefined || !holds(one, now))),
    );
  }

  /** Those that the files still hold: what was undone, or changed by hand, is no business of ours any more. */
  async of(file: string, now: FilesNow): Promise<readonly PendingPassword[]> {
    const kept = await this.kept(file);
    return (this.index()[file] ?? []).flatMap(({ inData: wasTaken, ...account }): PendingPassword[] => {
      const own = kept.filter((one) => isSame(one, account));
      const planned = own.filter((one) => !one.inData && stands(one, now)).at(-1);
      if (planned) return [passwordOf(planned)];
      const inFile = now.password(account);
      const inData = own.find((one) => one.inData);
      if (inData)
        return inFile === undefined || holds(inData, now)
          ? []
          : [{ ...account, oldPassword: inData.newPassword, newPassword: inFile.value }];
      if (own.length > 0 || wasTaken === true || inFile?.isDefault === true) return [];
      return [{ ...account, oldPassword: undefined, newPassword: inFile?.value }];
    });
  }

  /** Whether there is anything to ask `of` about a file: known at once. */
  mayHave(file: string): boolean {
    return this.index()[file] !== undefined;
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

  private async keep(file: string, all: readonly Kept[]): Promise<void> {
    this.known.set(file, all);
    const { [file]: before, ...others } = this.index();
    const accounts = all.flatMap((one): IndexedAccount[] => {
      const same = all.filter((other) => isSame(one, other));
      if (same[0] !== one) return [];
      const { service, name, user } = one;
      return [{ service, name, user, ...(same.every(({ inData }) => inData) && { inData: true }) }];
    });
    if (all.length > 0) {
      // The secrets first: an account without its passwords would be asked about in vain.
      await quietly(this.stores.secrets.store(keyOf(file), JSON.stringify(all)));
      await this.stores.memento.update(index, { ...others, [file]: accounts });
    } else if (before) {
      await this.stores.memento.update(index, others);
      await quietly(this.stores.secrets.delete(keyOf(file)));
    }
    for (const listener of this.listeners) listener();
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

/** Whether a new password stands in one of the files in which it was written. */
const stands = ({ files, newPassword }: Kept, { read }: FilesNow): boolean =>
  files.some((name) => read(name)?.includes(newPassword) === true);

/** Whether an account has in the files what the data has, or what the reader left beside it. */
function holds(one: Kept, now: FilesNow): boolean {
  if (stands(one, now)) return true;
  const inFile = now.password(one)?.value;
  return inFile !== undefined && (inFile === one.newPassword || inFile === one.leftWith);
}

const passwordOf = ({ service, name, user, oldPassword, newPassword }: Kept): PendingPassword => ({
  service,
  name,
  user,
  oldPassword,
  newPassword,
});

/** What a plan changes at the services that keep the accounts. */
function pendingOf({ edits, secrets }: RewritePlan): Kept[] {
  const files = [...new Set(edits.map(({ file }) => file))];
  return secrets.flatMap(({ group: { owner }, password }) => {
    if (!owner.server) return [];
    const { service, name, user, value } = owner;
    return [{ service, name, user, oldPassword: value, newPassword: password, files, inData: false }];
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
  if (!Array.isArray(all)) return [];
  return all.filter(isKept).map(({ leftWith, ...one }) => ({
    ...one,
    inData: one.inData === true,
    ...(typeof leftWith === 'string' && { leftWith }),
  }));
}

/** Those of an earlier version say nothing of the data. */
function isKept(
  value: unknown,
): value is Omit<Kept, 'inData' | 'leftWith'> & { readonly inData?: unknown; readonly leftWith?: unknown } {
  if (typeof value !== 'object' || value === null) return false;
  const { service, name, user, oldPassword, newPassword, files } = value as Record<string, unknown>;
  return (
    [service, name, oldPassword, newPassword].every((one) => typeof one === 'string') &&
    (user === undefined || typeof user === 'string') &&
    Array.isArray(files) &&
    files.every((one) => typeof one === 'string')
  );
}
