import assert from 'node:assert/strict';
import path from 'node:path';
import { filesAround } from '../../src/cli/sourceFile';
import { lintCompose } from '../../src/compose/lintCompose';
import { brokenProjects } from '../support/brokenProjects';
import { composeConfig } from '../support/composeConfig';
import { composeProjects } from '../support/composeProjects';
import { needs } from '../support/parts';
import { printedServices, resolvedServices } from '../support/resolvedServices';
import { temporaryFolder } from '../support/temporaryFolder';

describe('the model of several files against docker compose config', function () {
  this.timeout(60_000);
  before(async function () {
    await needs(this, 'compose');
  });

  for (const [name, { files, together, envFiles = [] }] of Object.entries(composeProjects))
    it(name, async () => {
      const folder = await temporaryFolder(files);
      try {
        const options = [
          ...(together ?? []).flatMap((file) => ['--file', file]),
          ...envFiles.flatMap((file) => ['--env-file', file]),
          '--profile',
          '*',
        ];
        const args = [...options, 'config', '--format', 'json'];
        const { refusal, config } = await composeConfig({ args, cwd: folder.path });
        assert.equal(refusal, undefined);
        const main = together?.[0] ?? 'compose.yaml';
        const around = filesAround(path.join(folder.path, main));
        const { run: model } = lintCompose(files[main] ?? '', main, {
          files: around,
          run: { ...(together && { together }), ...(envFiles.length > 0 && { envFiles }) },
          rules: [],
        });
        const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
        assert.deepEqual(
          plain(resolvedServices(model, around, folder.path)),
          plain(sorted(model.services.keys(), printedServices(config))),
        );
        assert.deepEqual(model.links, []);
      } finally {
        await folder.remove();
      }
    });
});

const sorted = (names: Iterable<string>, services: Record<string, unknown>): Record<string, unknown> => ({
  ...Object.fromEntries([...names].map((name) => [name, services[name]])),
  ...services,
});

describe('files that do not go together against docker compose config', function () {
  this.timeout(60_000);
  before(async function () {
    await needs(this, 'compose');
  });

  for (const [name, [files, findings]] of Object.entries(brokenProjects)) {
    // Compose would fetch the first, reads the second for minutes, and takes an unknown variable for an empty one.
    if (/from elsewhere|ten thousand|nobody knows/.test(name)) continue;
    it(name, async () => {
      const folder = await temporaryFolder(files);
      try {
        const { refusal } = await composeConfig({ args: ['config', '--quiet'], cwd: folder.path });
        assert.equal(
          refusal !== undefined,
          findings.some((finding) => finding.endsWith('(error)')),
        );
      } finally {
        await folder.remove();
      }
    });
  }
});
