import assert from 'node:assert/strict';
import { countDefaultPasswords } from '../../../src/walkthrough/countDefaultPasswords';

const stack = (password: string): string =>
  `services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${password}\n`;

describe('the count of default passwords', () => {
  it('is of those that stand in the file', async () => {
    assert.equal(await countDefaultPasswords(stack('changeme'), 'compose.yaml'), 1);
    assert.equal(await countDefaultPasswords(stack('vK3-x9Lq_tY7'), 'compose.yaml'), 0);
  });

  it('is not none for a file that cannot be read', async () => {
    for (const end of ['  web: [\n', '  web: "\n', '\t- x\n'])
      assert.equal(await countDefaultPasswords(`${stack('changeme')}${end}`, 'compose.yaml'), undefined);
  });
});
