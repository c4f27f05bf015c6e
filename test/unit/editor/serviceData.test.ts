import assert from 'node:assert/strict';
import { parseCompose } from '../../../src/compose/parseCompose';
import { databaseChange } from '../../../src/editor/model/databaseChange';
import { mountedVolumes } from '../../../src/editor/model/mountedVolumes';
import { sortData } from '../../../src/editor/model/serviceData';
import type { ContainerMount } from '../../../src/engine/port';

const main = parseCompose(
  `services:
  db:
    image: postgres:17
    volumes:
      - data:/var/lib/postgresql/data
      - shared:/shared
      - legacy:/legacy
      - renamed:/renamed
      - ./init:/docker-entrypoint-initdb.d:ro
volumes:
  data:
  shared: { external: true, name: company-data }
  legacy: { external: { name: old-data } }
  renamed: { name: chosen }
`,
  'compose.yaml',
);
const override = parseCompose(
  'services: { db: { volumes: ["more:/more"] } }\nvolumes: { more: { name: extra } }\n',
  'compose.override.yaml',
);
const parts = [override, main].map((model) => model.services.get('db')!);
const volumes = mountedVolumes(parts, [main, override], 'shop');
const mount = (more: Partial<ContainerMount>): ContainerMount => ({
  type: 'volume',
  source: '',
  destination: '/x',
  mode: '',
  writable: true,
  ...more,
});

describe('the data of a service', () => {
  it('stands in volumes under the names that the engine has for them, of every file', () => {
    assert.deepEqual(
      volumes.map(({ name, external }) => [name, external]),
      [
        ['extra', false],
        ['shop_data', false],
        ['company-data', true],
        ['old-data', true],
        ['chosen', false],
      ],
    );
  });

  it('is named exactly before it is thrown away, and what others made stays', () => {
    const found = sortData({
      volumes,
      mounts: [
        mount({ name: 'ab'.repeat(32), destination: '/nameless' }),
        mount({ name: 'shop_data', destination: '/var/lib/postgresql/data' }),
        mount({ type: 'bind', source: '/srv/files', destination: '/files' }),
        mount({ type: 'bind', source: '/etc/localtime', destination: '/etc/localtime', writable: false }),
      ],
      // `chosen` was made by another project under the same name.
      ownVolumes: new Set(['extra', 'shop_data', 'company-data']),
    });
    assert.deepEqual(found, {
      lost: ['extra → /more', 'shop_data → /var/lib/postgresql/data', 'abababababab → /nameless'],
      kept: ['company-data → /shared', 'old-data → /legacy', 'chosen → /renamed', '/srv/files → /files'],
      named: ['extra', 'shop_data'],
    });
  });
});

describe('a password in SQL', () => {
  const quoted = (kind: 'postgres' | 'mysql', newPassword: string): string | undefined =>
    databaseChange(kind, { user: 'u', superuser: 'u', oldPassword: 'o', newPassword }).change.env[
      'UNBOXED_PASSWORD'
    ];
  for (const [kind, password, sql] of [
    ['postgres', `a'b`, `'a''b'`],
    ['postgres', String.raw`a\b`, String.raw`E'a\\b'`],
    ['postgres', String.raw`\'`, String.raw`E'\\'''`],
    ['mysql', String.raw`a\b'`, String.raw`'a\\b'''`],
  ] as const)
    it(`of ${kind} keeps ${password}`, () => {
      assert.equal(quoted(kind, password), sql);
    });
});
