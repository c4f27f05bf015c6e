import assert from 'node:assert/strict';
import type { FileAccess } from '../../../src/compose/composeModel';
import { analyse, type ComposeSet } from '../../../src/editor/composeAnalysis';
import { lintSet } from '../../../src/editor/model/lintSet';

const text = `services:
  db:
    image: postgres:17
    env_file: db.env
  web:
    image: nginx
    environment: { DB_PASSWORD: "\${PASSWORD}" }
    depends_on: [db]
`;

describe('the analysis of a compose file in the editor', () => {
  let reads: string[];
  const files: FileAccess = {
    readFile(path) {
      reads.push(path);
      return { 'db.env': 'POSTGRES_PASSWORD=changeme\n', '.env': 'PASSWORD=changeme\n' }[path];
    },
    exists: () => true,
  };
  const set = (more: Partial<ComposeSet> = {}): ComposeSet => ({
    main: { file: '/stack/compose.yaml', text },
    dotEnvFiles: ['.env'],
    files,
    run: {},
    ...more,
  });
  beforeEach(() => {
    reads = [];
  });

  it('finds the passwords while it lints, and does not look for them again', () => {
    lintSet(set(), {});
    const forTheRules = reads.filter((file) => file === 'db.env').length;
    reads = [];
    const { defaults } = analyse(set(), {});
    assert.equal(reads.filter((file) => file === 'db.env').length, forTheRules);
    assert.deepEqual(
      defaults.flatMap(({ sites }) => sites.map(({ service, name }) => `${service} ${name}`)).sort(),
      ['db POSTGRES_PASSWORD', 'web DB_PASSWORD'],
    );
  });

  it('looks itself where other files of variables were chosen', () => {
    const chosen = set({ dotEnvFiles: ['prod.env'], run: { envFiles: ['prod.env'] } });
    const sites = analyse(chosen, {}).defaults.flatMap((group) => group.sites);
    assert.deepEqual(
      sites.map(({ service }) => service),
      ['db'],
    );
  });
});
