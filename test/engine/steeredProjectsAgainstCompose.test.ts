import assert from 'node:assert/strict';
import { composeConfig, composeVersions, inParallel } from '../support/composeConfig';
import { steeredFiles, steeredProjects } from '../support/composeFileProjects';
import { needs } from '../support/parts';
import { temporaryFolder } from '../support/temporaryFolder';

for (const version of composeVersions)
  describe(`variables that steer Compose ${version}`, function () {
    this.timeout(300_000);
    before(async function () {
      await needs(this, 'compose', ...(version === '2.40' ? (['newest compose'] as const) : []));
    });

    it('make the projects that the table has', async () => {
      const differ: string[] = [];
      await inParallel(Object.entries(steeredProjects), async ([name, { files, shell, services }]) => {
        const folder = await temporaryFolder({ ...steeredFiles, ...files });
        try {
          const environment = { COMPOSE_PROJECT_NAME: 'unboxed-steered', ...shell };
          const args = ['config', '--services'];
          const { refusal, config } = await composeConfig({ version, args, environment, cwd: folder.path });
          const found = refusal === undefined ? config.trim().split('\n').sort() : undefined;
          if (JSON.stringify(found) !== JSON.stringify(services))
            differ.push(`${name}: ${refusal ?? String(found)}`);
        } finally {
          await folder.remove();
        }
      });
      assert.deepEqual(differ, []);
    });
  });
