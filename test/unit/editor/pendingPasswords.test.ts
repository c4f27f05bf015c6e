import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { applyEdits } from '../../../src/compose/applyEdits';
import type { FileAccess } from '../../../src/compose/composeModel';
import {
  credentialProject,
  type CredentialProject,
} from '../../../src/compose/credentials/credentialProject';
import { findCredentials } from '../../../src/compose/credentials/findCredentials';
import { linkCredentials, type CredentialGroup } from '../../../src/compose/credentials/linkedCopies';
import { planRewrite } from '../../../src/compose/credentials/planRewrite';
import type { RewritePlan } from '../../../src/compose/credentials/rewritePlan';
import { parseCompose } from '../../../src/compose/parseCompose';
import { linkFiles } from '../../../src/compose/project/linkFiles';
import {
  PendingPasswords,
  type FilesNow,
  type PendingStores,
} from '../../../src/editor/model/pendingPasswords';

const main = 'compose.yaml';
const text = `services:
  db:
    image: postgres:17
    environment: { POSTGRES_PASSWORD: changeme }
  app:
    image: app
    environment: { DB: "postgres://postgres:changeme@db/x" }
  other:
    image: mariadb:11
    environment: { MARIADB_ROOT_PASSWORD: secret }
`;

type Files = Readonly<Record<string, string>>;

function groupsOf(files: Files): {
  readonly project: CredentialProject;
  readonly groups: readonly CredentialGroup[];
} {
  const access: FileAccess = { readFile: (file) => files[file], exists: (file) => file in files };
  const project = credentialProject(linkFiles(parseCompose(files[main] ?? '', main), access), access);
  return { project, groups: linkCredentials(project, findCredentials(project)) };
}

const passwordIn =
  (files: Files): FilesNow['password'] =>
  ({ service }) => {
    const owner = groupsOf(files).groups.find((one) => one.owner.service === service)?.owner;
    return owner && { value: owner.value, isDefault: owner.reason !== undefined };
  };

/** New passwords for one service, as the command makes them. */
function change(files: Files, service: string): { readonly plan: RewritePlan; readonly after: Files } {
  const { project, groups } = groupsOf(files);
  const own = groups.filter(({ owner }) => owner.service === service);
  const plan = planRewrite(project, own, { strategy: 'in-place', randomBytes, reminder: 'set it' });
  return { plan, after: { ...files, [main]: applyEdits(files[main] ?? '', plan.edits) } };
}

const filesOf = (files: Files): FilesNow => ({ read: (file) => files[file], password: passwordIn(files) });

/** What a workspace keeps when its window is closed. */
class Kept implements PendingStores {
  readonly plain = new Map<string, unknown>();
  readonly encrypted = new Map<string, string>();
  readonly memento = {
    get: <T>(key: string, otherwise: T): T => (this.plain.get(key) as T | undefined) ?? otherwise,
    update: (key: string, value: unknown): Promise<void> => {
      this.plain.set(key, structuredClone(value));
      return Promise.resolve();
    },
  };
  readonly secrets = {
    get: (key: string): Promise<string | undefined> => Promise.resolve(this.encrypted.get(key)),
    store: (key: string, value: string): Promise<void> => {
      this.encrypted.set(key, value);
      return Promise.resolve();
    },
    delete: (key: string): Promise<void> => {
      this.encrypted.delete(key);
      return Promise.resolve();
    },
  };
}

describe('passwords that a database may not have yet', () => {
  const left = async (pending: PendingPasswords, files: Files): Promise<string[]> => {
    const all = await pending.of(main, filesOf(files));
    return all.map(({ service, name, user, oldPassword }) =>
      [service, name, user, oldPassword ?? 'forgotten'].join(' '),
    );
  };
  const inDb = 'db POSTGRES_PASSWORD postgres changeme';

  it('are remembered until it is done', async () => {
    const pending = new PendingPasswords(new Kept());
    const { plan, after } = change({ [main]: text }, 'db');
    assert.deepEqual(await left(pending, after), []);
    await pending.remember(main, plan);
    assert.deepEqual(await left(pending, after), [inDb]);
    await pending.carried(main, await pending.of(main, filesOf(after)));
    assert.deepEqual(await left(pending, after), []);
  });

  it('are still known in the next window, and there, too, until it is done', async () => {
    const kept = new Kept();
    const { plan, after } = change({ [main]: text }, 'db');
    await new PendingPasswords(kept).remember(main, plan);
    const next = new PendingPasswords(kept);
    assert.deepEqual(await left(next, after), [inDb]);
    await next.carried(main, await next.of(main, filesOf(after)));
    assert.deepEqual(await left(new PendingPasswords(kept), after), []);
    await new PendingPasswords(kept).release(main, filesOf(after));
    assert.equal(kept.encrypted.size, 0, 'no password is kept longer than needed');
  });

  it('are not asked about where the reader leaves the data as it is, until the files change again', async () => {
    const kept = new Kept();
    const pending = new PendingPasswords(kept);
    const { plan, after } = change({ [main]: text }, 'db');
    await pending.remember(main, plan);
    await pending.left(main, await pending.of(main, filesOf(after)));
    const next = new PendingPasswords(kept);
    await next.release(main, filesOf(after));
    assert.deepEqual(await left(next, after), []);
    const again = change(after, 'db');
    await next.remember(main, again.plan);
    assert.deepEqual(await left(next, again.after), [inDb], 'what the data has is known still');
  });

  it('stand in the encrypted store alone', async () => {
    const kept = new Kept();
    const { plan } = change({ [main]: text }, 'db');
    await new PendingPasswords(kept).remember(main, plan);
    const plain = JSON.stringify([...kept.plain]);
    for (const secret of ['changeme', plan.secrets[0]?.password ?? '']) {
      assert.ok(!plain.includes(secret));
      assert.ok(JSON.stringify([...kept.encrypted.values()]).includes(secret));
    }
  });

  it('leave the encrypted store alone where nothing is pending', async () => {
    const kept = new Kept();
    kept.secrets.get = () => Promise.reject(new Error('The keyring asked for its password.'));
    assert.deepEqual(await left(new PendingPasswords(kept), { [main]: text }), []);
  });

  it('are known in this window on a machine without a keyring', async () => {
    const kept = new Kept();
    kept.secrets.store = () => Promise.reject(new Error('No keyring.'));
    const pending = new PendingPasswords(kept);
    const { plan, after } = change({ [main]: text }, 'db');
    await pending.remember(main, plan);
    assert.deepEqual(await left(pending, after), [inDb]);
  });

  it('add up when one is changed after the other', async () => {
    const kept = new Kept();
    const first = change({ [main]: text }, 'db');
    const second = change(first.after, 'other');
    await new PendingPasswords(kept).remember(main, first.plan);
    await new PendingPasswords(kept).remember(main, second.plan);
    assert.deepEqual(await left(new PendingPasswords(kept), second.after), [
      inDb,
      'other MARIADB_ROOT_PASSWORD root secret',
    ]);
  });

  it('keep what the data knows when one is changed twice', async () => {
    const pending = new PendingPasswords(new Kept());
    const first = change({ [main]: text }, 'db');
    const second = change(first.after, 'db');
    await pending.remember(main, first.plan);
    await pending.remember(main, second.plan);
    assert.deepEqual(await left(pending, second.after), [inDb]);
  });

  it('do not count where the change was undone, or the file is gone', async () => {
    const pending = new PendingPasswords(new Kept());
    await pending.remember(main, change({ [main]: text }, 'db').plan);
    assert.deepEqual(await left(pending, { [main]: text }), []);
    assert.deepEqual(await left(pending, {}), []);
  });

  it('are found after an end between the plan and the change of the files, and count for nothing before it', async () => {
    const kept = new Kept();
    const { plan, after } = change({ [main]: text }, 'db');
    await new PendingPasswords(kept).remember(main, plan);
    assert.deepEqual(await left(new PendingPasswords(kept), { [main]: text }), [], 'the end came before');
    assert.deepEqual(await left(new PendingPasswords(kept), after), [inDb], 'the end came after');
  });

  it('stay as they were where a further change was planned and not made', async () => {
    const kept = new Kept();
    const pending = new PendingPasswords(kept);
    const first = change({ [main]: text }, 'db');
    await pending.remember(main, first.plan);
    const takeBack = await pending.remember(main, change(first.after, 'db').plan);
    assert.deepEqual(await left(pending, first.after), [inDb], 'while the reader looks at the plan');
    await takeBack();
    assert.deepEqual(await left(pending, first.after), [inDb]);
    assert.equal((JSON.parse([...kept.encrypted.values()].join()) as unknown[]).length, 1);
  });

  describe('that the database has taken', () => {
    const carried = async (kept: Kept) => {
      const pending = new PendingPasswords(kept);
      const { plan, after } = change({ [main]: text }, 'db');
      await pending.remember(main, plan);
      const now = filesOf(after);
      await pending.carried(main, await pending.of(main, now));
      return { pending, after, now, password: plan.secrets[0]?.password };
    };

    it('are not asked about while the files hold them', async () => {
      const { pending, after } = await carried(new Kept());
      assert.deepEqual(await left(pending, after), []);
    });

    it('are known after an undo, in this window and in the next', async () => {
      const kept = new Kept();
      const { pending, password } = await carried(kept);
      const undone = filesOf({ [main]: text });
      for (const one of [pending, new PendingPasswords(kept)]) {
        const [back] = await one.of(main, undone);
        assert.equal(back?.oldPassword, password, 'what the data has');
        assert.equal(back?.newPassword, 'changeme', 'what the file says');
      }
    });

    it('are what the next change begins from, when it comes after an undo', async () => {
      const { pending, password } = await carried(new Kept());
      const again = change({ [main]: text }, 'db');
      await pending.remember(main, again.plan);
      const now = filesOf(again.after);
      const [one] = await pending.of(main, now);
      assert.equal(one?.oldPassword, password);
      assert.equal(one?.newPassword, again.plan.secrets[0]?.password);
    });

    it('are not asked about in the next window of a machine without a keyring', async () => {
      const kept = new Kept();
      kept.secrets.store = () => Promise.reject(new Error('No keyring.'));
      const { after } = await carried(kept);
      assert.deepEqual(await left(new PendingPasswords(kept), after), []);
    });

    it('are kept for the whole window, and forgotten when the next one sees them in the files', async () => {
      const kept = new Kept();
      const { pending, now } = await carried(kept);
      await pending.release(main, now);
      assert.equal(kept.encrypted.size, 1);
      const undone = filesOf({ [main]: text });
      await new PendingPasswords(kept).release(main, undone);
      assert.equal(kept.encrypted.size, 1, 'the files do not hold it');
      const next = new PendingPasswords(kept);
      await next.release(main, now);
      assert.equal(kept.encrypted.size, 0);
      assert.equal(next.mayHave(main), false);
    });
  });

  it('are still said where the passwords were forgotten with the window, with what the files have now', async () => {
    for (const forgotten of [undefined, '{', 'null', '[{}]', '[{"service":"db"}]']) {
      const kept = new Kept();
      const { plan, after } = change({ [main]: text }, 'db');
      await new PendingPasswords(kept).remember(main, plan);
      for (const key of [...kept.encrypted.keys()])
        if (forgotten === undefined) kept.encrypted.delete(key);
        else kept.encrypted.set(key, forgotten);
      const next = new PendingPasswords(kept);
      assert.deepEqual(await left(next, after), ['db POSTGRES_PASSWORD postgres forgotten']);
      const [one] = await next.of(main, { read: () => undefined, password: passwordIn(after) });
      assert.equal(one?.newPassword, plan.secrets[0]?.password);
      assert.deepEqual(await left(next, { [main]: text }), [], 'undone');
    }
  });
});
