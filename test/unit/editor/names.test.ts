import assert from 'node:assert/strict';
import { keyPathAt, suggestNames } from '../../../src/compose/completionNames';
import { nameReferences } from '../../../src/compose/nameReferences';
import { parseCompose } from '../../../src/compose/parseCompose';

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

  const cases: [string, string, string[]][] = [
    ['services in depends_on', '  new:\n    depends_on:\n      - ', ['db', 'web']],
    ['services in brackets', '  new:\n    depends_on: [web, ', ['db', 'web']],
    ['networks', '  new:\n    networks:\n      - ', ['front']],
    ['volumes', '  new:\n    volumes:\n      - ', ['data']],
    ['profiles', '  new:\n    profiles:\n      - ', ['debug']],
    ['nothing elsewhere', '  new:\n    image: ', []],
  ];
  for (const [name, typed, expected] of cases)
    it(`are suggested: ${name}`, () => {
      const model = parseCompose(text, 'compose.yaml');
      const whole = text.replace('volumes:\n  data:', `${typed}\nvolumes:\n  data:`);
      const offset = whole.indexOf(typed) + typed.length;
      assert.deepEqual(
        suggestNames(model, keyPathAt(whole, offset)).map(({ label }) => label),
        expected,
      );
    });

  it('are suggested: variables that the image knows and that are not there yet', () => {
    const model = parseCompose(text, 'compose.yaml');
    const labels = suggestNames(model, ['services', 'db', 'environment']).map(({ label }) => label);
    assert.ok(labels.includes('POSTGRES_PASSWORD') && labels.includes('POSTGRES_PASSWORD_FILE'));
    assert.ok(!labels.includes('POSTGRES_USER'));
  });
});
