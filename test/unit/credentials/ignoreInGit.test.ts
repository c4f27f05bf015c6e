import assert from 'node:assert/strict';
import type { FileAccess } from '../../../src/compose/composeModel';
import { EditSheet } from '../../../src/compose/credentials/editSheet';
import { ignoreInGit } from '../../../src/compose/credentials/ignoreInGit';
import { applyEdits } from '../../../src/compose/applyEdits';

type Files = Readonly<Record<string, string>>;

/** The text of `.gitignore` after a file was kept out of git; undefined where nothing was written. */
function after(files: Files, path = '.env'): string | undefined {
  const access: FileAccess = {
    readFile: (name) => files[name],
    exists: (name) => name in files || Object.keys(files).some((file) => file.startsWith(`${name}/`)),
  };
  const sheet = new EditSheet(access.readFile);
  ignoreInGit(sheet, access, path);
  const { edits } = sheet.finish();
  assert.ok(edits.every(({ file }) => file === '.gitignore'));
  return edits.length === 0 ? undefined : applyEdits(files['.gitignore'] ?? '', edits);
}

const repository = { '.git/HEAD': '' };

describe('ignoreInGit', () => {
  const written: [string, Files, string][] = [
    ['a repository without a .gitignore', repository, '.env\n'],
    ['a folder deep in one', { '../../.git/HEAD': '' }, '.env\n'],
    ['a worktree, whose .git is a file', { '../.git': 'gitdir: x' }, '.env\n'],
    ['an empty .gitignore', { ...repository, '.gitignore': '' }, '.env\n'],
    ['one without a line end at its end', { ...repository, '.gitignore': 'dist' }, 'dist\n.env\n'],
    ['one with CRLF', { ...repository, '.gitignore': 'dist\r\nout' }, 'dist\r\nout\r\n.env\r\n'],
    ['a comment that names it', { ...repository, '.gitignore': '# .env\n' }, '# .env\n.env\n'],
    ['other files of variables', { ...repository, '.gitignore': '.env.*\nx.env\n' }, '.env.*\nx.env\n.env\n'],
    ['one that takes it back', { ...repository, '.gitignore': '*.env\n!.env\n' }, '*.env\n!.env\n.env\n'],
    [
      'a pattern that holds in the folder above alone',
      { '../.gitignore': '/.env\n', '../.git/HEAD': '' },
      '.env\n',
    ],
    ['a folder of that name', { ...repository, '.gitignore': '.env/\n' }, '.env/\n.env\n'],
    ['a .gitignore of no repository', { '.gitignore': 'dist\n' }, 'dist\n.env\n'],
  ];
  for (const [name, files, text] of written)
    it(`adds the file: ${name}`, () => {
      assert.equal(after(files), text);
    });

  for (const pattern of [
    '.env',
    '/.env',
    '  .env  '.trimStart(),
    '*.env',
    '.env*',
    '.e?v',
    '.[de]nv',
    '**/.env',
    '.*',
    '*',
    '!.env\n.env',
    '\uFEFF.env',
    '.env\r',
  ])
    it(`leaves ${JSON.stringify(pattern)} alone, which ignores it already`, () => {
      assert.equal(
        after({ ...repository, '.gitignore': `dist\n${pattern}\n`.replace(/^dist\n\uFEFF/, '\uFEFF') }),
        undefined,
      );
    });

  it('leaves it alone where a folder above ignores it wherever it stands', () => {
    assert.equal(after({ '../.gitignore': '.env\n', '../.git/HEAD': '' }), undefined);
  });
  it('lets the nearer .gitignore have the last word', () => {
    assert.equal(
      after({ '../.gitignore': '.env\n', '.gitignore': '!.env\n', '../.git/HEAD': '' }),
      '!.env\n.env\n',
    );
  });
  it('does not look beyond the repository', () => {
    assert.equal(after({ '../.gitignore': '.env\n', ...repository }), '.env\n');
  });
  it('writes nothing where there is no git', () => {
    assert.equal(after({ 'compose.yaml': '' }), undefined);
  });
  it('knows folders', () => {
    for (const line of ['secrets/', '/secrets', 'secrets', 'secrets/*'])
      assert.equal(after({ ...repository, '.gitignore': `${line}\n` }, 'secrets/'), undefined, line);
    assert.equal(after({ ...repository, '.gitignore': 'secret\n' }, 'secrets/'), 'secret\nsecrets/\n');
  });
  it('names a file in a folder by its path', () => {
    assert.equal(after(repository, './config/prod.env'), 'config/prod.env\n');
    for (const line of ['config', 'config/', 'config/*.env', '/config/prod.env', 'prod.env', 'config/**'])
      assert.equal(after({ ...repository, '.gitignore': `${line}\n` }, 'config/prod.env'), undefined, line);
  });
  it('leaves a file outside of the folder to its own .gitignore', () => {
    for (const path of ['../prod.env', '/etc/prod.env', String.raw`C:\prod.env`])
      assert.equal(after(repository, path), undefined, path);
  });
});
