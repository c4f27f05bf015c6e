import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { root } from '../../scripts/vscode/cacheFolder';
import { temporaryFolder } from '../support/temporaryFolder';

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Packs what was built last, as `npm publish` would. Unix only: npm is a script there. */
function npmPack(...args: readonly string[]): Packed {
  const printed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  });
  const [packed] = JSON.parse(printed) as Packed[];
  assert.ok(packed);
  return packed;
}

describe('the VSIX', () => {
  it('holds what runs and what is shown, and nothing else', async () => {
    const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
    const folders = new Set(files.map((file) => (file.includes('/') ? path.dirname(file) : file)));
    for (const needed of [
      'dist',
      'dist/l10n',
      'media/walkthrough',
      'media/course',
      'walkthroughs/sample',
      'LICENSE',
    ])
      assert.ok(folders.has(needed), `${needed} is missing`);
    assert.ok(files.includes('dist/THIRD-PARTY-NOTICES.txt'));
    assert.deepEqual(
      files.filter((file) => /readme\/|AUTHORS|GLOSSARY|cli\.js|\.ts$|^(test|src|scripts|\.)/.test(file)),
      [],
    );
  });
});

describe('the bundle that talks to engines', () => {
  it('carries neither an ssh nor a gRPC of its own, which nothing of it uses', () => {
    const bundle = readFileSync(path.join(root, 'dist/dockerodeEngine.js'), 'utf8');
    assert.doesNotMatch(bundle, /ssh-userauth|diffie-hellman|SSH_MSG|application\/grpc/i);
    assert.ok(bundle.length < 250 * 1024);
  });
});

describe('the package on npm', () => {
  it('is the command line, its texts and the licences', () => {
    assert.deepEqual(
      npmPack('--dry-run')
        .files.map((file) => file.path)
        .sort(),
      [
        'LICENSE',
        'README.md',
        'dist/THIRD-PARTY-NOTICES.txt',
        'dist/cli.js',
        ...readdirSync(path.join(root, 'dist/l10n')).map((file) => `dist/l10n/${file}`),
        'package.json',
      ],
    );
  });

  it('lints where it alone is installed', async function () {
    this.timeout(60_000);
    const folder = await temporaryFolder({
      'package.json': '{ "name": "empty", "private": true }',
      'compose.yaml': 'services:\n  web:\n    image: nginx:1.27\n    privilegd: true\n',
    });
    try {
      const { filename } = npmPack('--pack-destination', folder.path);
      const options = { cwd: folder.path, encoding: 'utf8', shell: process.platform === 'win32' } as const;
      // Whatever it would have to fetch is not there.
      execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', filename], {
        ...options,
        stdio: 'pipe',
      });
      assert.deepEqual(
        readdirSync(path.join(folder.path, 'node_modules')).filter((name) => !name.startsWith('.')),
        ['unboxed'],
      );
      const unboxed = path.join(folder.path, 'node_modules/.bin/unboxed');
      const lint = () => execFileSync(unboxed, ['lint', 'compose.yaml'], { ...options, stdio: 'pipe' });
      assert.throws(lint, (error: { status?: number; stdout?: string }) => {
        assert.equal(error.status, 1);
        assert.match(error.stdout ?? '', /privileged/);
        return true;
      });
    } finally {
      await folder.remove();
    }
  });
});

describe('the licences of bundled packages', () => {
  const notices = readFileSync(path.join(root, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');

  it('are in one file, each with its text', () => {
    for (const name of ['dockerode', 'docker-modem', 'yaml']) {
      const notice = notices.split(/\n-{80}\n/).find((part) => part.trimStart().startsWith(`${name} `));
      assert.ok(notice, `${name} is missing`);
      assert.match(notice, /copyright/i);
    }
  });
});
