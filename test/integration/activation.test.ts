import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../src/commandIds';

describe('the extension in VS Code', () => {
  it('activates', async () => {
    const extension = vscode.extensions.getExtension('unboxed.unboxed');
    assert(extension, 'the extension is not installed');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('offers every command of its list', async () => {
    const present = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      commandIds.filter((id) => !present.has(id)),
      [],
    );
  });
});
