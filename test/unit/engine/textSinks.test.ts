import assert from 'node:assert/strict';
import { finished } from 'node:stream/promises';
import { TextSink } from '../../../src/engine/textSinks';

describe('the output of a command', () => {
  it('is kept whole', async () => {
    const sink = new TextSink();
    for (const part of ['one\n', 'two é\n']) sink.write(Buffer.from(part));
    await finished(sink.end());
    assert.equal(sink.text(), 'one\ntwo é\n');
  });

  it('takes no more memory than it should where a program prints without end', async () => {
    const sink = new TextSink();
    const part = Buffer.alloc(3 * 1024 * 1024, 'x');
    for (let time = 0; time < 4; time++) sink.write(part);
    await finished(sink.end());
    assert.equal(sink.text().length, 8 * 1024 * 1024);
  });
});
