import assert from 'node:assert/strict';
import path from 'node:path';
import type { FileAccess } from '../../../src/compose/composeModel';
import { parseCompose } from '../../../src/compose/parseCompose';
import { linkFiles } from '../../../src/compose/project/linkFiles';
import { stackReferences } from '../../../src/compose/stackReferences';

const main = '/stack/compose.yaml';
const texts: Record<string, string> = {
  'compose.yaml': `include: [more/db.yaml]
services:
  web:
    image: nginx
    extends: { file: common/base.yaml, service: web }
    depends_on: [db]
    network_mode: service:proxy
    volumes_from: ["db:ro", "container:db"]
    links: ["proxy:front"]
  proxy:
    image: nginx
    networks: [front]
networks:
  front:
`,
  'compose.override.yaml': `services:
  proxy:
    networks: { front: { aliases: [db] } }
    volumes: ["data:/data"]
`,
  'more/db.yaml': `services:
  db:
    image: postgres
    volumes: ["data:/var/lib/postgresql/data"]
volumes:
  data:
`,
  'common/base.yaml': `services:
  web:
    image: nginx
    depends_on: [db]
  db:
    image: mysql
`,
};
const files: FileAccess = {
  readFile: (name) => texts[path.relative('/stack', path.resolve('/stack', name))],
  exists: (name) => path.relative('/stack', path.resolve('/stack', name)) in texts,
};
const found = stackReferences(linkFiles(parseCompose(texts['compose.yaml'] ?? '', main), files));
const nameOf = (file: string): string => path.relative('/stack', path.resolve('/stack', file));
const places = (kind: string, name: string, scope: string): string[] =>
  found
    .filter((one) => one.kind === kind && one.name === name && nameOf(one.scope || '/stack') === scope)
    .map(({ file, range, definition }) => {
      const text = texts[nameOf(file)] ?? '';
      assert.equal(text.slice(range.start, range.end), name, 'the name alone, to the letter');
      return `${nameOf(file)}:${text.slice(0, range.start).split('\n').length}${definition ? ' defined' : ''}`;
    })
    .sort();

describe('names over all files of a stack', () => {
  const cases: [kind: string, name: string, scope: string, expected: string[]][] = [
    ['services', 'db', '', ['compose.yaml:6', 'compose.yaml:8', 'more/db.yaml:2 defined']],
    [
      'services',
      'proxy',
      '',
      ['compose.override.yaml:2 defined', 'compose.yaml:10 defined', 'compose.yaml:7', 'compose.yaml:9'],
    ],
    ['volumes', 'data', '', ['compose.override.yaml:4', 'more/db.yaml:4', 'more/db.yaml:6 defined']],
    ['networks', 'front', '', ['compose.override.yaml:3', 'compose.yaml:12', 'compose.yaml:14 defined']],
    ['services', 'web', '', ['compose.yaml:3 defined']],
    ['services', 'web', 'common/base.yaml', ['common/base.yaml:2 defined', 'compose.yaml:5']],
    ['services', 'db', 'common/base.yaml', ['common/base.yaml:4', 'common/base.yaml:5 defined']],
  ];
  for (const [kind, name, scope, expected] of cases)
    it(`${kind} ${name}${scope && ` of ${scope}`}`, () => {
      assert.deepEqual(places(kind, name, scope), expected);
    });
});
