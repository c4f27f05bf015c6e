import assert from 'node:assert/strict';
import { stubbed } from '../../support/vscodeStub';
import type * as vscode from 'vscode';
import { Uri } from 'vscode';
import { analyse } from '../../../src/editor/composeAnalysis';
import { changePasswords } from '../../../src/editor/changePasswords';
import { up, converge, type UpDeps } from '../../../src/editor/up';

const broken = 'services:\n  db: [\n    image: postgres\n';
const plain = 'services: {web: {image: "nginx:1.27"}}\n';

function stack(
  text: string,
  fails: boolean,
): { readonly deps: UpDeps; readonly document: vscode.TextDocument } {
  const document = { uri: Uri.file('/stack/compose.yaml'), getText: () => text } as vscode.TextDocument;
  const set = {
    main: { file: '/stack/compose.yaml', text },
    dotEnvFiles: [],
    files: { readFile: () => undefined, exists: () => false },
    run: {},
  };
  const documents = {
    of: () => Promise.resolve(fails ? undefined : { document, analysis: analyse(set, {}), version: 1 }),
    setOf: () => set,
  };
  const settings = { of: () => ({ upWithDefaults: false }) };
  return { deps: { documents, settings } as unknown as UpDeps, document };
}

describe('default passwords of a file that could not be looked at', () => {
  beforeEach(() => {
    stubbed.said = [];
    stubbed.press = '';
  });

  for (const [why, text, fails, reason] of [
    ['the look failed', plain, true, /compose\.yaml could not be looked at/],
    ['it cannot be read', broken, false, /compose\.yaml cannot be read/],
  ] as const) {
    it(`are not said to be gone: ${why}`, async () => {
      const { deps, document } = stack(text, fails);
      const request = { strategy: 'in-place' } as const;
      assert.equal(await changePasswords(deps, document, request), undefined);
      assert.equal(stubbed.said.length, 1);
      assert.match(stubbed.said[0]?.text ?? '', /No password was changed/);
      assert.match(stubbed.said[0]?.text ?? '', reason);
    });

    it(`are asked about before anything is started: ${why}`, async () => {
      const { deps, document } = stack(text, fails);
      assert.equal(await up(deps, document, undefined), undefined);
      assert.equal(stubbed.said.length, 1);
      const [question] = stubbed.said;
      assert.match(question?.text ?? '', /may be left in this stack/);
      assert.match(question?.detail ?? '', reason);
      assert.deepEqual(question?.buttons, ['Up anyway']);
    });

    it(`let nothing be made anew, for nobody knows what would end: ${why}`, async () => {
      const { deps, document } = stack(text, fails);
      stubbed.press = 'Up anyway';
      assert.equal(await converge(deps, document, undefined), undefined);
      assert.equal(stubbed.said.length, 1);
      assert.match(stubbed.said[0]?.text ?? '', /^Nothing was started\. /);
      assert.match(stubbed.said[0]?.text ?? '', reason);
    });
  }

  it('are said to be gone of a file in which there are none', async () => {
    const { deps, document } = stack(plain, false);
    await changePasswords(deps, document, { strategy: 'in-place' });
    assert.deepEqual(
      stubbed.said.map((one) => one.text),
      ['No default password is left in this file.'],
    );
  });
});
