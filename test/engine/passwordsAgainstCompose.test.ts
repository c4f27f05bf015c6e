import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { filesAround } from '../../src/cli/sourceFile';
import { applyEdits } from '../../src/compose/applyEdits';
import { credentialProject } from '../../src/compose/credentials/credentialProject';
import { encodeUrlPart } from '../../src/compose/credentials/credentialUrl';
import { findCredentials } from '../../src/compose/credentials/findCredentials';
import { linkCredentials } from '../../src/compose/credentials/linkedCopies';
import { planRewrite } from '../../src/compose/credentials/planRewrite';
import type { RewriteStrategy } from '../../src/compose/credentials/rewritePlan';
import { parseCompose } from '../../src/compose/parseCompose';
import { linkFiles } from '../../src/compose/project/linkFiles';
import { needs } from '../support/parts';
import { passwordProjects } from '../support/passwordProjects';
import { temporaryFolder } from '../support/temporaryFolder';

const run = promisify(execFile);
const main = 'compose.yaml';

type Values = ReadonlyMap<string, string>;

/** What `docker compose config` prints, value by value under its path. */
async function printed(folder: string): Promise<Values> {
  const { stdout } = await run('docker', ['compose', 'config', '--format', 'json'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
  });
  const values = new Map<string, string>();
  const collect = (value: unknown, at: string): void => {
    if (typeof value !== 'object' || value === null) values.set(at, String(value));
    else for (const [key, one] of Object.entries(value)) collect(one, `${at}/${key}`);
  };
  collect(JSON.parse(stdout), '');
  return values;
}

/** Changes the default password of a project on the disk; gives the old one and the new one. */
async function change(folder: string, strategy: RewriteStrategy): Promise<{ old: string; new: string }> {
  const files = filesAround(path.join(folder, main));
  const text = await readFile(path.join(folder, main), 'utf8');
  const project = credentialProject(linkFiles(parseCompose(text, main), files), files);
  const groups = linkCredentials(project, findCredentials(project)).filter(({ reason }) => reason);
  const plan = planRewrite(project, groups, { strategy, randomBytes, reminder: 'set it in .env' });
  for (const file of new Set(plan.edits.map((edit) => edit.file))) {
    const full = path.resolve(folder, file);
    const before = await readFile(full, 'utf8').catch(() => '');
    await mkdir(path.dirname(full), { recursive: true });
    await writeFile(
      full,
      applyEdits(
        before,
        plan.edits.filter((edit) => edit.file === file),
      ),
    );
  }
  const [secret] = plan.secrets;
  assert.ok(secret);
  return { old: secret.group.owner.value, new: secret.password };
}

/** The service of each value that differs: with the old password exchanged for the new one, and no other letter. */
function changedValues(before: Values, after: Values, password: { old: string; new: string }): string[] {
  assert.deepEqual([...after.keys()], [...before.keys()]);
  // As it is, and in the spellings of URLs that the projects have.
  const spellings = [password.old, encodeUrlPart(password.old), 'p%40ss%77%30rd'];
  return [...after]
    .flatMap(([at, value]) => {
      const old = before.get(at) ?? '';
      if (old === value) return [];
      assert.ok(
        spellings.some((spelling) => old.replace(spelling, password.new) === value),
        at,
      );
      // Compose prints x- fields, too: what an anchor holds there is seen at its uses.
      return /^\/services\/([^/]+)/.exec(at)?.[1] ?? [];
    })
    .sort();
}

describe('a new password as docker compose config prints it', function () {
  this.timeout(60_000);
  before(async function () {
    await needs(this, 'compose');
  });

  for (const { name, files, together } of passwordProjects)
    it(`stands at every copy and changes nothing else: ${name}`, async () => {
      const folder = await temporaryFolder(files);
      try {
        const before = await printed(folder.path);
        const uses = together.map((use) => use.replace(/\..*/, '')).sort();
        for (const strategy of ['in-place', 'dotenv'] as const) {
          for (const [file, text] of Object.entries(files))
            await writeFile(path.join(folder.path, file), text);
          const password = await change(folder.path, strategy);
          assert.deepEqual(changedValues(before, await printed(folder.path), password), uses, strategy);
        }
      } finally {
        await folder.remove();
      }
    });
});
