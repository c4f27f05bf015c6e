import assert from 'node:assert/strict';
import { addressSource } from '../../../src/kernel/addressSource';
import { formatMessage } from '../../../src/message';

describe('the address of an engine', () => {
  for (const [source, expected] of [
    ['setting', /setting “unboxed\.containers\.engine”.*tcp:\/\/h:1/],
    ['DOCKER_HOST', /variable DOCKER_HOST.*tcp:\/\/h:1/],
    ['context', /context “name”.*tcp:\/\/h:1/],
    ['default', /usual place.*tcp:\/\/h:1/],
  ] as const)
    it(`is said to come from where it does: ${source}`, () => {
      assert.match(formatMessage(addressSource({ source, name: 'name', host: 'tcp://h:1' })), expected);
    });
});
