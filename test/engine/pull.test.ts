import assert from 'node:assert/strict';
import { LazyEngine } from '../../src/engine/lazyEngine';
import { EngineError, type PullProgress } from '../../src/engine/port';
import { LocalRegistry } from '../support/localRegistry';
import { localEngine, needs } from '../support/parts';
import { docker, endpoint, prefix } from './fixtures';

describe('the download of an image', function () {
  this.timeout(60_000);
  const { host } = localEngine;
  const engine = new LazyEngine(endpoint(host));
  let registry: LocalRegistry;
  let image: string;

  before(async function () {
    await needs(this, 'local engine');
    registry = await LocalRegistry.start();
    image = registry.image(prefix);
  });
  after(async () => {
    await docker(host, 'image', 'rm', image).catch(() => '');
    engine.dispose();
    await registry.stop();
  });

  const isThere = async () => (await engine.images()).some(({ tags }) => tags.includes(image));

  it('tells bytes and layers while they come, and stops when it is cancelled', async () => {
    const release = registry.hold();
    const abort = new AbortController();
    let last: PullProgress | undefined;
    const pulled = engine.pull(
      image,
      (progress) => {
        last = progress;
        if (progress.layers === 2 && progress.totalBytes === registry.size && progress.bytes > 0)
          abort.abort();
      },
      abort.signal,
    );
    assert.equal(await pulled, false);
    assert.ok(last && last.bytes < last.totalBytes && last.layersDone === 0, JSON.stringify(last));
    release();
    assert.equal(await isThere(), false);
  });

  it('ends with all layers on the engine', async () => {
    const release = registry.hold();
    const seen: PullProgress[] = [];
    const done = await engine.pull(
      image,
      (progress) => {
        seen.push(progress);
        if (progress.bytes > 0) release();
      },
      new AbortController().signal,
    );
    assert.equal(done, true);
    assert.equal(await isThere(), true);
    // What was cancelled went nowhere: both layers were asked for anew.
    assert.equal(registry.layersSent, 4);
    const { size } = registry;
    assert.deepEqual(seen.at(-1), { layers: 2, layersDone: 2, bytes: size, totalBytes: size });
    for (const [index, { bytes }] of seen.entries())
      assert.ok(bytes >= (seen[index - 1]?.bytes ?? 0), 'the bytes never become fewer');
  });

  it('fails with the registry’s words', async () => {
    await assert.rejects(
      engine.pull(image.replace(/1$/, 'absent'), () => undefined, new AbortController().signal),
      (error) => error instanceof EngineError && /manifest .*unknown|not found/.test(error.detail),
    );
  });
});
