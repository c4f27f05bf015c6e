import assert from 'node:assert/strict';
import { servicePosition } from '../../../src/views/model/servicePosition';

const file = `# stack
x-common: &common
  restart: always
services:
    database:
      <<: *common
      image: postgres
      # app: not this one
      mem_limit: 64m
    "app":
      image: codimd
      blkio_config:
        weight: 300
volumes:
  app:
`;

describe('the place of a service in a compose file', () => {
  const cases: [string, string, string | undefined][] = [
    ['database', '', 'database:'],
    ['app', '', '"app":'],
    ['database', 'mem_limit', 'mem_limit: 64m'],
    ['app', 'blkio_config.weight', 'weight: 300'],
    ['app', 'mem_limit', '"app":'],
    ['proxy', '', undefined],
    ['volumes', '', undefined],
  ];
  for (const [service, key, line] of cases)
    it(`finds ${service} ${key}`.trim(), () => {
      const offset = servicePosition(file, service, key);
      const found = offset === undefined ? undefined : file.slice(offset).split('\n')[0];
      assert.equal(found, line);
    });

  it('finds nothing in a file without services', () => {
    assert.equal(servicePosition('', 'app'), undefined);
    assert.equal(servicePosition('services:\n', 'app'), undefined);
  });
});
