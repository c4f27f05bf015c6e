import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/vscode/cacheFolder';

const dist = path.join(root, 'dist');

/** The sources that are loaded when they are first needed, as the build finds them: bundle → file. */
function lazySources(): Map<string, string> {
  const found = new Map<string, string>();
  const source = path.join(root, 'src');
  for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const file = path.join(source, name);
    for (const [, to = ''] of readFileSync(file, 'utf8').matchAll(/\bimport\(\s*'(\.{1,2}\/[^']+)'/g))
      found.set(path.basename(to), `${path.resolve(path.dirname(file), to)}.ts`);
  }
  return found;
}

/** What a source exports that is there when it runs: types are not. */
async function exportsOf(file: string): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [file],
    bundle: true,
    packages: 'external',
    external: ['vscode'],
    format: 'esm',
    platform: 'node',
    write: false,
    metafile: true,
    outdir: 'out',
    logLevel: 'silent',
  });
  return Object.values(metafile.outputs)
    .flatMap((output) => output.exports)
    .sort();
}

/**
 * What the code of a bundle gets that loads another one by this expression, in a Node without our loaders; of `vscode`
 * there is nothing but what takes any call.
 */
function loaded(expression: string): string[] {
  const script = `
    const Module = require('node:module');
    const load = Module._load;
    const anything = new Proxy(function () {}, {
      get: (target, key) => (key in target || typeof key === 'symbol' ? target[key] : anything),
      apply: () => anything,
      construct: () => ({}),
    });
    Module._load = (name, ...rest) => (name === 'vscode' ? anything : load(name, ...rest));
    require = Module.createRequire(${JSON.stringify(path.join(dist, 'extension.js'))});
    Promise.resolve().then(() => ${expression}).then((it) => {
      process.stdout.write(JSON.stringify(Object.keys(it)), () => process.exit(0));
    });`;
  const env = { ...process.env, NODE_OPTIONS: '' };
  return JSON.parse(
    execFileSync(process.execPath, ['-e', script], { cwd: dist, env, encoding: 'utf8' }),
  ) as string[];
}

describe('the bundles that are loaded when they are first needed', function () {
  this.timeout(30_000);
  const texts = readdirSync(dist)
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(path.join(dist, name), 'utf8'));
  const sources = lazySources();

  it('are all found', () => {
    assert.ok(
      sources.has('composeAnalysis') && sources.has('dockerodeEngine'),
      [...sources.keys()].join(' '),
    );
    const built = new Set(
      texts.flatMap((text) =>
        [...text.matchAll(/\b(?:import|require)\("\.\/(\w+)\.js"\)/g)].map(([, name]) => name),
      ),
    );
    assert.deepEqual([...built].sort(), [...sources.keys()].sort());
  });

  for (const [name, source] of sources)
    it(`give what their source exports: ${name}`, async () => {
      assert.ok(existsSync(path.join(dist, `${name}.js`)));
      const ways = new Set(
        texts.flatMap(
          (text) => text.match(new RegExp(`\\b(?:import|require)\\("\\./${name}\\.js"\\)`, 'g')) ?? [],
        ),
      );
      const expected = await exportsOf(source);
      assert.ok(expected.length > 0);
      assert.ok(ways.size > 0);
      for (const way of ways) {
        const names = loaded(way);
        for (const one of expected)
          assert.ok(names.includes(one), `${way} has no ${one}, but ${names.join(', ')}`);
      }
    });
});
