import assert from 'node:assert/strict';
import { composeConfig, composeVersions, inParallel } from '../support/composeConfig';
import { dotEnvConstructs } from '../support/dotEnvConstructs';
import { needs } from '../support/parts';
import { temporaryFolder } from '../support/temporaryFolder';

for (const version of composeVersions)
  describe(`files of variables in Compose ${version}`, function () {
    this.timeout(300_000);
    before(async function () {
      await needs(this, 'compose', ...(version === '2.40' ? (['newest compose'] as const) : []));
    });

    it('are read and refused as the table has it', async () => {
      const differ: string[] = [];
      await inParallel(dotEnvConstructs, async ([text, what]) => {
        const folder = await temporaryFolder({
          'compose.yaml': 'services: {a: {image: "a:1", env_file: f.env}}\n',
          'f.env': text,
        });
        try {
          const args = ['--project-name', 'unboxed-env', 'config', '--format', 'json'];
          const { refusal, config } = await composeConfig({ version, args, cwd: folder.path });
          const refused = typeof what === 'string' && refusal?.includes(what) === true;
          const read = refusal === undefined ? variablesIn(config) : refusal;
          if (typeof what === 'string' ? !refused : JSON.stringify(read) !== JSON.stringify(sorted(what)))
            differ.push(`${JSON.stringify(text)}: ${JSON.stringify(read)}`);
        } finally {
          await folder.remove();
        }
      });
      assert.deepEqual(differ, []);
    });
  });

/** Compose doubles the dollars of what it prints. A name at the end of the file without a line break it calls ''. */
function variablesIn(config: string): Readonly<Record<string, string>> {
  const { services } = JSON.parse(config) as { services: { a: { environment?: Record<string, string> } } };
  const named = Object.entries(services.a.environment ?? {}).filter(([name]) => name !== '');
  return sorted(Object.fromEntries(named.map(([name, value]) => [name, value.replaceAll('$$', '$')])));
}

const sorted = (variables: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(variables).sort(([a], [b]) => (a < b ? -1 : 1)));
