import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { root } from '../vscode/cacheFolder';

/** What finds files beside its own source must find them from the bundle, too, where `import.meta` is empty. */
const ownUrls: Plugin = {
  name: 'own-urls',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](scripts|test)[\\/].*\.ts$/ }, async (args) => ({
      contents: (await readFile(args.path, 'utf8')).replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(args.path).href),
      ),
      loader: 'ts',
    }));
  },
};

/** Bundles test/integration into out/integration, for VS Code's extension host. Returns the entry point's folder. */
export async function bundleIntegrationTests(): Promise<string> {
  const outdir = path.join(root, 'out/integration');
  await rm(outdir, { recursive: true, force: true });
  const files = await readdir(path.join(root, 'test/integration'), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: files
      .filter((file) => file.endsWith('.test.ts') || file === 'index.ts')
      .map((file) => path.join('test/integration', file)),
    outdir,
    outbase: 'test/integration',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    // The modules of the scripts ask it where they are: a bundle lies as deep in the repository as they do.
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    external: ['vscode', 'mocha', 'playwright-core', 'cpu-features', '*.node'],
    plugins: [ownUrls],
    logLevel: 'warning',
  });
  return outdir;
}
