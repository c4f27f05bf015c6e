import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/compose/applyEdits';
import type { Finding } from '../../../src/compose/finding';
import { lintCompose } from '../../../src/compose/lintCompose';

const findingsOf = (text: string, dotEnv?: string): readonly Finding[] =>
  lintCompose(text, 'compose.yaml', {
    profile: 'recommended',
    files: { readFile: (name) => (name === '.env' ? dotEnv : undefined), exists: () => undefined },
  }).findings.filter(({ ruleId }) => /single-dollar|unset-variable/.test(ruleId));

const variable = (key: string, value: string): string =>
  `services:\n  a:\n    image: acme/app:1\n    environment:\n      ${key}: ${value}\n`;

describe('a single dollar sign', () => {
  for (const [name, text, hash] of [
    [
      'htpasswd',
      variable('USERS', 'ann:$apr1$k2bXq7rT$f0Zb1nM9cVw3eR5tY7uI9/'),
      '$apr1$k2bXq7rT$f0Zb1nM9cVw3eR5tY7uI9/',
    ],
    ['bcrypt', variable('HASH', '$2y$10$Qw3eR5tY7uI9oP1aS2dF4g'), '$2y$10$Qw3eR5tY7uI9oP1aS2dF4g'],
    [
      'bcrypt in quotes',
      variable('HASH', `'$2b$12$Qw3eR5tY7uI9oP1aS2dF4g'`),
      '$2b$12$Qw3eR5tY7uI9oP1aS2dF4g',
    ],
    [
      'crypt',
      variable('ROOT_HASH', '$6$saltsalt$Qw3eR5tY7uI9oP1aS2dF4g'),
      '$6$saltsalt$Qw3eR5tY7uI9oP1aS2dF4g',
    ],
    [
      'Argon2',
      variable('ADMIN_TOKEN', '$argon2id$v=19$m=65540,t=3,p=4$bXlzYWx0$Qw3eR5tY7uI9'),
      '$argon2id$v=19$m=65540,t=3,p=4$bXlzYWx0$Qw3eR5tY7uI9',
    ],
    [
      'a command',
      'services:\n  a:\n    image: portainer/portainer-ce:2.21.0\n    command: ["--admin-password", "$2y$05$Qw3eR5tY7uI9oP1aS2dF4g"]\n',
      '$2y$05$Qw3eR5tY7uI9oP1aS2dF4g',
    ],
  ] as const)
    it(`in a hash (${name}) is said to be doubled, and the fix does so`, () => {
      const [finding, ...others] = findingsOf(text);
      assert.deepEqual([finding?.ruleId, others], ['credential-single-dollar', []]);
      assert.equal(text.slice(finding?.range.start, finding?.range.end), hash);
      const mended = applyEdits(text, finding?.fixes[0]?.edits ?? []);
      assert.ok(mended.includes(hash.replaceAll('$', '$$$$')), mended);
      assert.deepEqual(findingsOf(mended), []);
    });

  it('in a password is said to be doubled', () => {
    const [finding] = findingsOf(variable('DB_PASSWORD', 'tR4k$WqZ8bN2x'));
    assert.equal(finding?.ruleId, 'credential-single-dollar');
    assert.match(finding.message.text, /Double it/);
  });

  for (const [name, text, dotEnv] of [
    ['a variable', variable('DB_PASSWORD', '$DB_PASSWORD')],
    ['doubled signs', variable('DB_PASSWORD', 'tR4k$$WqZ8bN2x')],
    ['a doubled hash', variable('HASH', '$$2y$$10$$Qw3eR5tY7uI9oP1aS2dF4g')],
    ['a variable that is set', variable('DB_PASSWORD', 'pre-$PART'), 'PART=x\n'],
    ['a sign at the end', variable('DB_PASSWORD', 'tR4kWqZ8bN2x$')],
    ['a variable in a name that is no secret’s', variable('GREETING', 'hello-$NAME')],
  ] as const)
    it(`leaves alone ${name}`, () => {
      assert.deepEqual(
        findingsOf(text, dotEnv).filter(({ ruleId }) => ruleId === 'credential-single-dollar'),
        [],
      );
    });
});
