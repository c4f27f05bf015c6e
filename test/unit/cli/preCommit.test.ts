import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { hasComposeName } from '../../../src/compose/isComposeFile';

const root = path.join(import.meta.dirname, '../../..');

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
}

describe('the hook for pre-commit', () => {
  const [hook] = parse(readFileSync(path.join(root, '.pre-commit-hooks.yaml'), 'utf8')) as Hook[];

  it('is run on the files that count as compose files by their name', () => {
    assert.ok(hook);
    const files = new RegExp(hook.files);
    for (const name of [
      'compose.yaml',
      'compose.yml',
      'docker-compose.yml',
      'a/b/compose.prod.yaml',
      'docker-compose-dev.override.yml',
      'my-compose.yaml',
      'compose.json',
      'decompose.yaml',
      'compose/values.yaml',
    ])
      assert.equal(files.test(name), hasComposeName(name), name);
  });

  it('starts the command that the package brings, from a package whose name alone `npm pack` prints', () => {
    assert.ok(hook);
    const { bin, name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      bin: Record<string, string>;
      name: string;
      version: string;
    };
    assert.ok(Object.hasOwn(bin, hook.entry.split(' ')[0] ?? ''));
    // The same settings and a script that says something, without a build.
    const folder = mkdtempSync(path.join(tmpdir(), 'unboxed-pack-'));
    try {
      cpSync(path.join(root, '.npmrc'), path.join(folder, '.npmrc'));
      const scripts = { prepack: 'echo built' };
      writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name, version, scripts }));
      const printed = execFileSync('npm', ['pack'], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        shell: process.platform === 'win32',
      });
      assert.equal(printed.trim(), `${name}-${version}.tgz`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }).timeout(60_000);
});
