import assert from 'node:assert/strict';
import { formatMessage, msg } from '../../src/message';

describe('formatMessage', () => {
  it('puts arguments in their places, in English and in a translation', () => {
    const message = msg('{0} shares {1} with {0}', 'a', 2);
    assert.equal(formatMessage(message), 'a shares 2 with a');
    assert.equal(formatMessage(message, { '{0} shares {1} with {0}': '{1} : {0}' }), '2 : a');
  });

  it('writes decimals as the language does, and leaves numbers alone that are names', () => {
    const message = msg('{0} of {1} in {2}', 1.25, 0.5, 4026531836);
    assert.equal(formatMessage(message), '1.25 of 0.5 in 4026531836');
    assert.equal(formatMessage(message, {}, 'fr'), '1,25 of 0,5 in 4026531836');
    assert.equal(formatMessage(message, {}, 'c.'), '1.25 of 0.5 in 4026531836');
  });
});
