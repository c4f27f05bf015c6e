import assert from 'node:assert/strict';
import { suggestNames } from '../../../src/compose/completionNames';
import { completionPlace } from '../../../src/compose/completionPlace';
import { nameReferences } from '../../../src/compose/nameReferences';
import { parseCompose } from '../../../src/compose/parseCompose';
import { linkFiles } from '../../../src/compose/project/linkFiles';

const text = `services:
  db:
    image: postgres:17
    environment:
      POSTGRES_USER: u
    volumes: ["data:/var/lib/postgresql/data"]
  web:
    image: nginx
    depends_on:
      db: { condition: service_healthy }
    networks: [front]
    network_mode: service:db
    profiles: [debug]
volumes:
  data:
networks:
  front:
`;

describe('names in a compose file', () => {
  it('are found where they are defined and where they are used', () => {
    const found = nameReferences(parseCompose(text, 'compose.yaml'));
    for (const { name, range } of found) assert.equal(text.slice(range.start, range.end), name);
    const count = (kind: string, name: string): number =>
      found.filter((one) => one.kind === kind && one.name === name).length;
    assert.deepEqual(
      [
        count('services', 'db'),
        count('services', 'web'),
        count('volumes', 'data'),
        count('networks', 'front'),
      ],
      [3, 1, 2, 2],
    );
    assert.equal(found.filter(({ definition }) => definition).length, 4);
  });

  /** What is typed under a service (the caret is `|`), and the line after the first suggestion is taken. */
  const cases: [string, string, string | undefined][] = [
    ['depends_on, after a dash', '    depends_on:\n      - |', '      - cache'],
    ['depends_on, right at the dash', '    depends_on:\n      -|', '      - cache'],
    ['depends_on, a dash under its key', '    depends_on:\n    - |', '    - cache'],
    ['depends_on, half a word', '    depends_on:\n      - my-d|', '      - my-db'],
    ['depends_on, without a dash', '    depends_on:\n      |', '      - cache'],
    [
      'depends_on, as keys',
      '    depends_on:\n      cache: { condition: service_started }\n      |',
      '      my-db:',
    ],
    ['depends_on, in brackets', '    depends_on: [cache, |]', '    depends_on: [cache, my-db]'],
    ['depends_on, in brackets that are open', '    depends_on: [|', '    depends_on: [cache'],
    ['links', '    links: [|]', '    links: [cache]'],
    ['volumes_from', '    volumes_from:\n      - |', '      - cache'],
    ['network_mode', '    network_mode: |', '    network_mode: service:cache'],
    ['network_mode, half of it', '    network_mode: service:my-|', '    network_mode: service:my-db'],
    ['network_mode, in quotes', '    network_mode: "service:|"', '    network_mode: "service:cache"'],
    ['pid', '    pid: s|', '    pid: service:cache'],
    ['extends', '    extends: |', '    extends: cache'],
    ['extends, a service', '    extends:\n      service: |', '      service: cache'],
    ['extends, a service of another file', '    extends:\n      file: x.yaml\n      service: |', undefined],
    ['volumes', '    volumes:\n      - |', '      - data:'],
    [
      'volumes, the long form',
      '    volumes:\n      - type: volume\n        source: |',
      '        source: data',
    ],
    [
      'volumes, another key of the long form',
      '    volumes:\n      - source: data\n        target: |',
      undefined,
    ],
    ['networks', '    networks: [ |]', '    networks: [ front]'],
    ['networks, as keys', '    networks:\n      front: {}\n      |', '      back:'],
    ['secrets', '    secrets:\n      - |', '      - token'],
    ['secrets, the long form', '    secrets:\n      - source: |', '      - source: token'],
    ['build secrets', '    build:\n      secrets: [|]', '      secrets: [token]'],
    ['configs: none there', '    configs: [|]', undefined],
    ['profiles', '    profiles: ["|"]', '    profiles: ["debug"]'],
    ['variables as keys', '    environment:\n      |', '      POSTGRES_PASSWORD: '],
    ['variables in a list', '    environment:\n      - P|', '      - POSTGRES_PASSWORD='],
    [
      'variables under a list',
      '    environment:\n      - POSTGRES_USER=u\n      |',
      '      - POSTGRES_PASSWORD=',
    ],
    ['nothing elsewhere', '    image: |', undefined],
    ['nothing in a value that is none of a name', '    depends_on: |', undefined],
  ];
  for (const [name, typed, expected] of cases)
    it(`are suggested: ${name}`, () => {
      const whole = stack(typed);
      const offset = whole.indexOf('|');
      const now = whole.replace('|', '');
      const place = completionPlace(now, offset);
      const word = now.slice(place.start, offset);
      // As the editor does, what does not begin like the word is left out.
      const first = suggestNames(parseCompose(now, 'compose.yaml'), place).find(({ label }) =>
        label.startsWith(word),
      );
      const taken = first && now.slice(0, place.start) + first.insert + now.slice(offset);
      const line = now.slice(0, offset).split('\n').length - 1;
      assert.equal(taken?.split('\n')[line], expected);
    });

  it('are suggested: variables that the image knows and that are not there yet', () => {
    const now = stack('    environment:\n      POSTGRES_USER: u\n      ');
    const place = completionPlace(now, now.indexOf('POSTGRES_USER: u\n      ') + 23);
    const labels = suggestNames(parseCompose(now, 'compose.yaml'), place).map(({ label }) => label);
    assert.ok(labels.includes('POSTGRES_PASSWORD') && labels.includes('POSTGRES_PASSWORD_FILE'));
    assert.ok(!labels.includes('POSTGRES_USER'));
  });

  it('are suggested: those of all files that are run together', () => {
    const now = 'services:\n  web:\n    depends_on: []\n    volumes: []\n';
    const files = { 'compose.yaml': stack('    restart: always'), 'compose.override.yaml': now };
    const run = linkFiles(parseCompose(now, 'compose.override.yaml'), {
      readFile: (name) => files[name as keyof typeof files],
      exists: (name) => name in files,
    });
    const labels = (before: string): string[] =>
      suggestNames(run, completionPlace(now, now.indexOf(before) + before.length)).map(({ label }) => label);
    assert.deepEqual(labels('depends_on: ['), ['cache', 'my-db', 'new']);
    assert.deepEqual(labels('volumes: ['), ['data']);
  });
});

/** A stack with a service that somebody is writing. */
const stack = (typed: string): string => `services:
  cache:
    image: redis
  my-db:
    image: mysql
    profiles: [debug]
  new:
    image: postgres:17
${typed}
volumes: { data: }
networks: { front: , back: }
secrets: { token: { file: x } }
`;
