import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { commandIds } from '../../src/commandIds';
import { rules } from '../../src/compose/rules/registry';
import { messageLiterals } from '../support/messageLiterals';

const root = path.join(__dirname, '../..');

interface Manifest {
  readonly icon: string;
  readonly categories: readonly string[];
  readonly extensionKind: readonly string[];
  readonly activationEvents?: readonly string[];
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: unknown } };
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category?: string; enablement?: string }[];
    readonly menus?: Readonly<Record<string, readonly { command: string }[]>>;
    readonly configuration: readonly {
      readonly properties: Readonly<
        Record<
          string,
          { readonly scope?: string; readonly propertyNames?: { readonly enum: readonly string[] } }
        >
      >;
    }[];
  };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}
const manifest = readJson('package.json') as Manifest;
const placeholders = (text: string) => [...new Set(text.match(/\{\d+\}/g) ?? [])].sort().join(' ');

describe('package.json', () => {
  const contributed = manifest.contributes.commands.map((command) => command.command);

  it('contributes no command that the list does not have', () => {
    assert.deepEqual(
      contributed.filter((id) => !(commandIds as readonly string[]).includes(id)),
      [],
    );
  });

  it('puts only commands that it contributes into menus', () => {
    const inMenus = Object.values(manifest.contributes.menus ?? {}).flatMap((items) =>
      items.map((i) => i.command),
    );
    assert.deepEqual(
      inMenus.filter((id) => id.startsWith('unboxed.') && !contributed.includes(id)),
      [],
    );
  });

  it('contributes each command once', () => {
    assert.deepEqual(
      contributed.filter((id, index) => contributed.indexOf(id) !== index),
      [],
    );
  });

  it('groups all commands under Unboxed, those of a container by the word that says so', () => {
    const own = ['Unboxed', '%category.container%'];
    const strays = manifest.contributes.commands.filter(({ category = '' }) => !own.includes(category));
    assert.deepEqual(
      strays.map((command) => command.command),
      [],
    );
    // “Stop” and “Kill” say of what in the palette, and are not there without trust.
    const bare = manifest.contributes.commands.filter(({ command }) =>
      /^unboxed\.(start|stop|restart|pause|unpause|kill|remove)Container$/.test(command),
    );
    assert.equal(bare.length, 7);
    for (const { command, category, enablement = '' } of bare) {
      assert.equal(category, '%category.container%', command);
      assert.equal(enablement, 'isWorkspaceTrusted', command);
    }
  });

  it('knows every rule in the setting of their severities', () => {
    const [rulesSetting] = manifest.contributes.configuration.flatMap(({ properties }) =>
      Object.entries(properties).flatMap(([name, setting]) =>
        name === 'unboxed.lint.rules' ? [setting] : [],
      ),
    );
    assert.deepEqual(
      rulesSetting?.propertyNames?.enum,
      rules.map(({ id }) => id),
    );
  });

  it('names settings unboxed.<area>.<name>, and says where each may be set', () => {
    const settings = manifest.contributes.configuration.flatMap(({ properties }) =>
      Object.entries(properties),
    );
    assert.notEqual(settings.length, 0);
    assert.deepEqual(
      settings.filter(([, { scope }]) => scope === undefined).map(([name]) => name),
      [],
    );
    const names = settings.map(([name]) => name);
    assert.deepEqual(
      names.filter((name) => !/^unboxed(\.[a-z][A-Za-z]*){2,}$/.test(name)),
      [],
    );
  });

  it('runs where the workspace is, reads only in an untrusted one, and never starts with the editor', () => {
    assert.deepEqual(manifest.extensionKind, ['workspace']);
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
    assert.deepEqual(
      (manifest.activationEvents ?? []).filter((event) => event === '*' || event === 'onStartupFinished'),
      [],
    );
  });

  it('is ready for the marketplace', () => {
    assert.deepEqual([...manifest.categories].sort(), ['Education', 'Linters', 'Visualization']);
    const icon = readFileSync(path.join(root, manifest.icon));
    assert.equal(icon.subarray(1, 4).toString(), 'PNG');
    assert(icon.readUInt32BE(16) >= 128, 'the icon is narrower than 128 pixels');
    for (const file of ['CHANGELOG.md', 'LICENSE']) assert(existsSync(path.join(root, file)), file);
  });

  it('is typed against the oldest VS Code that it allows', () => {
    assert.equal(manifest.devDependencies['@types/vscode'], manifest.engines.vscode);
  });
});

describe('the manifest’s texts', () => {
  const english = readJson('package.nls.json') as Record<string, string>;
  const french = readJson('package.nls.fr.json') as Record<string, string>;

  it('has each in both languages', () => {
    assert.deepEqual(Object.keys(french).sort(), Object.keys(english).sort());
    const empty = Object.entries({ ...english, ...french }).filter(([, text]) => text.trim() === '');
    assert.deepEqual(empty, []);
  });

  it('has all that package.json asks for, and no other', () => {
    const asked = new Set<string>();
    JSON.stringify(manifest, (_key, value: unknown) => {
      const key = typeof value === 'string' ? /^%(.+)%$/.exec(value)?.[1] : undefined;
      if (key) asked.add(key);
      return value;
    });
    assert.deepEqual([...asked].sort(), Object.keys(english).sort());
  });
});

describe('the French texts', () => {
  const { literals, unreadable } = messageLiterals(path.join(root, 'src'));
  const folder = path.join(root, 'l10n/fr');
  const french = new Map<string, { text: string; file: string }>();
  const clashes: string[] = [];
  for (const file of readdirSync(folder))
    for (const [key, text] of Object.entries(
      readJson(path.join('l10n/fr', file)) as Record<string, string>,
    )) {
      const other = french.get(key);
      if (other && other.text !== text) clashes.push(`“${key}” in ${other.file} and ${file}`);
      french.set(key, { text, file });
    }

  it('can be looked up: every text in the source is a literal', () => {
    assert.deepEqual(unreadable, []);
  });

  it('exist for every text', () => {
    const missing = literals.filter(({ text }) => !french.has(text));
    assert.deepEqual(
      missing.map(({ place, text }) => `${place}: ${text}`),
      [],
    );
  });

  it('keep the placeholders of the English', () => {
    const broken = [...french].filter(([key, { text }]) => placeholders(key) !== placeholders(text));
    assert.deepEqual(
      broken.map(([key]) => key),
      [],
    );
  });

  it('exist for no text that the source no longer has', () => {
    const used = new Set(literals.map(({ text }) => text));
    const stale = [...french].filter(([key]) => !used.has(key)).map(([key, { file }]) => `${file}: ${key}`);
    assert.deepEqual(stale, []);
  });

  it('say the same thing everywhere', () => {
    assert.deepEqual(clashes, []);
  });
});
