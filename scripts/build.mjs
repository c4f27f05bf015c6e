// Bundles the extension and the CLI into dist/. A dynamic import of one of our own files becomes a bundle
// of its own, loaded when it is first needed: that is how the heavy parts (dockerode, the compose schema)
// stay out of activation.
import { build, context } from 'esbuild';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { thirdPartyNotices } from './build/thirdPartyNotices.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const watch = process.argv.includes('--watch');
const entries = new Map([
  ['extension', 'src/extension.ts'],
  ['cli', 'src/cli.ts'],
]);
/** Scripts of webview pages: they run in a browser. */
const pages = new Map([
  ['inspectPage', 'src/inspect/page/inspectPage.ts'],
  ['exercisePage', 'src/walkthrough/page/exercisePage.ts'],
]);

/** Bundles found through dynamic imports while building: name → source file. */
function lazyBundles(found) {
  return {
    name: 'lazy-bundles',
    setup(plugin) {
      plugin.onResolve({ filter: /^\.{1,2}\// }, async (args) => {
        if (args.kind !== 'dynamic-import') return undefined;
        const resolved = await plugin.resolve(args.path, {
          kind: 'import-statement',
          resolveDir: args.resolveDir,
          importer: args.importer,
        });
        if (resolved.errors.length > 0) return { errors: resolved.errors };
        const name = path.basename(resolved.path).replace(/\.[cm]?[jt]s$/, '');
        const source = path.relative(root, resolved.path);
        // Both would be written to one file: whichever came last would be loaded for both.
        if ((found.get(name) ?? source) !== source)
          return {
            errors: [{ text: `Two bundles would be dist/${name}.js: ${found.get(name)} and ${source}.` }],
          };
        found.set(name, source);
        return { path: `./${name}.js`, external: true };
      });
    },
  };
}

/**
 * dockerode brings gRPC for BuildKit sessions, which Unboxed never opens, and an ssh of its own, where Unboxed runs the
 * user's: they weigh more than all else together.
 */
const withoutUnused = {
  name: 'without-unused',
  setup(plugin) {
    plugin.onResolve({ filter: /^(@grpc\/|protobufjs|ssh2$)/ }, (args) => ({
      path: args.path,
      namespace: 'absent',
    }));
    plugin.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/**
 * VS Code's API has hundreds of members, and esbuild copies them all for each file that imports it, which takes a
 * good part of activation. It is a CommonJS module whose members stand for themselves: no copy is needed.
 */
const oneVscode = {
  name: 'one-vscode',
  setup(plugin) {
    plugin.onEnd(async ({ outputFiles = [] }) => {
      for (const { path: file, text } of outputFiles) {
        const copied = /\b[\w$]+\(require\("vscode"\)\)/g;
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, text.replace(copied, 'require("vscode")'));
      }
    });
  },
};

/**
 * A bundle that is loaded later is required, not imported: an import finds the names of a CommonJS module by reading
 * its text, and finds none where a regular expression leads that reader astray.
 */
const inNode = {
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  supported: { 'dynamic-import': false },
};
/** Webviews run in any browser that the editor runs in. */
const inPage = { platform: 'browser', format: 'iife', target: 'es2022' };

async function bundle(name, source, found, where = inNode) {
  const options = {
    absWorkingDir: root,
    entryPoints: { [name]: source },
    outdir: 'dist',
    bundle: true,
    ...where,
    minify: !watch,
    sourcemap: watch ? 'linked' : false,
    // Their notices are gathered in one file instead.
    legalComments: 'none',
    metafile: true,
    external: ['vscode'],
    mainFields: ['module', 'main'],
    plugins: [lazyBundles(found), withoutUnused, oneVscode],
    write: false,
    logLevel: 'warning',
  };
  if (watch) {
    await (await context(options)).watch();
    return [];
  }
  const { metafile } = await build(options);
  return Object.keys(metafile.inputs);
}

/** VS Code wants one translation bundle a language; we keep one file an area. */
async function mergeTranslations() {
  await mkdir(path.join(root, 'dist/l10n'), { recursive: true });
  for (const language of await readdir(path.join(root, 'l10n'))) {
    const folder = path.join(root, 'l10n', language);
    const merged = {};
    for (const file of (await readdir(folder)).sort())
      Object.assign(merged, JSON.parse(await readFile(path.join(folder, file), 'utf8')));
    await writeFile(
      path.join(root, `dist/l10n/bundle.l10n.${language}.json`),
      JSON.stringify(merged, null, 1),
    );
  }
}

await rm(path.join(root, 'dist'), { recursive: true, force: true });
const inputs = [];
const done = new Set();
const queue = new Map(entries);
while (done.size < queue.size) {
  for (const [name, source] of [...queue]) {
    if (done.has(name)) continue;
    done.add(name);
    inputs.push(...(await bundle(name, source, queue)));
  }
}
for (const [name, source] of pages) inputs.push(...(await bundle(name, source, queue, inPage)));
await mergeTranslations();
await writeFile(path.join(root, 'dist/THIRD-PARTY-NOTICES.txt'), await thirdPartyNotices(root, inputs));
