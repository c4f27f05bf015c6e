import assert from 'node:assert/strict';
import { LazyEngine } from '../../src/engine/lazyEngine';
import { localEngine, needs } from '../support/parts';
import { docker, endpoint, image, prefix, removeContainers } from './fixtures';

describe('logs of a container', function () {
  before(async function () {
    await needs(this, 'local engine');
  });
  after(() => removeContainers(localEngine.host));

  for (const terminal of [false, true])
    it(`follow output and errors to the end, ${terminal ? 'with' : 'without'} a terminal`, async () => {
      const name = `${prefix}-logs-${terminal ? 'tty' : 'plain'}`;
      const script = 'echo déjà; echo oops >&2; sleep 1; echo later';
      await docker(
        localEngine.host,
        ...['run', '--detach', '--network', 'none', '--name', name, ...(terminal ? ['--tty'] : [])],
        ...[image, 'sh', '-c', script],
      );
      const engine = new LazyEngine(endpoint(localEngine.host));
      let text = '';
      await engine.logs(name, (part) => (text += part), new AbortController().signal);
      engine.dispose();
      assert.deepEqual(text.trim().split(/\s+/).sort(), ['déjà', 'later', 'oops']);
    });

  it('end when they are no longer wanted', async () => {
    const name = `${prefix}-logs-endless`;
    await docker(
      localEngine.host,
      'run',
      '--detach',
      '--network',
      'none',
      '--name',
      name,
      image,
      'sleep',
      '1000',
    );
    const engine = new LazyEngine(endpoint(localEngine.host));
    const closed = new AbortController();
    setTimeout(() => {
      closed.abort();
    }, 300);
    await engine.logs(name, () => undefined, closed.signal);
    engine.dispose();
  });
});
