import assert from 'node:assert/strict';
import { stubbed } from '../../support/vscodeStub';
import { Uri } from 'vscode';
import { registerComposeCommands, type CommandDeps } from '../../../src/editor/composeCommands';

const file = '/stack/compose.yaml';

describe('the question before something is run of a file that nobody looks at', () => {
  let run: (uri?: Uri) => Promise<unknown>;
  let reached = 0;

  beforeEach(() => {
    const commands = new Map<string, (uri?: Uri) => Promise<unknown>>();
    reached = 0;
    registerComposeCommands({
      documents: {},
      settings: {},
      watch: {},
      // No engine answers: all that is wanted is whether it came so far.
      hub: {
        get current() {
          reached++;
          throw new Error('no engine');
        },
      },
      boundary: {
        command: (id: string, command: (uri?: Uri) => Promise<unknown>) => commands.set(id, command),
      },
    } as unknown as CommandDeps);
    const up = commands.get('unboxed.composeUp');
    assert.ok(up);
    run = (uri) =>
      up(uri).catch((error: unknown) => {
        assert.match(String(error), /no engine/);
      });
    stubbed.said = [];
    stubbed.press = '';
    stubbed.tabs = [];
    stubbed.folder = '';
    stubbed.open = [
      { uri: Uri.file(file), languageId: 'dockercompose', getText: () => 'services: {web: {image: a}}' },
    ];
  });
  const asked = (): boolean =>
    stubbed.said.some(({ text, detail }) => /that you do not look at/.test(text) && detail === file);

  it('is asked of a file that was named and is in no tab, though it is one of the workspace', async () => {
    stubbed.folder = '/stack';
    await run(Uri.file(file));
    assert.deepEqual([asked(), reached], [true, 0]);
  });

  it('is asked of a file from elsewhere that was found, and only a yes goes on', async () => {
    await run();
    assert.deepEqual([asked(), reached], [true, 0]);
    stubbed.press = 'Run It';
    await run();
    assert.equal(reached, 1);
  });

  for (const [where, uri] of [
    ['named', Uri.file(file)],
    ['found, as from a page of the course', undefined],
  ] as const)
    it(`is not asked of a file in a tab behind others: ${where}`, async () => {
      stubbed.tabs = ['/stack/other.yaml', file];
      await run(uri);
      assert.deepEqual([asked(), reached], [false, 1]);
    });

  it('is not asked of a file of the workspace that was found, as from a page of the course', async () => {
    stubbed.folder = '/stack';
    await run();
    assert.deepEqual([asked(), reached], [false, 1]);
  });
});
