import assert from 'node:assert/strict';
import { inspectHtml } from '../../../src/inspect/inspectHtml';
import { chosenContainers } from '../../../src/inspect/factsSource';
import { fromPage } from '../../../src/inspect/pageProtocol';
import { selectionFromState, selectionOf } from '../../../src/inspect/selection';
import type { ContainerSummary } from '../../../src/engine/port';

describe('messages from the page', () => {
  for (const [what, message, taken] of [
    ['a command for a terminal', { type: 'terminal', line: 'lsns' }, true],
    ['a line that would press Enter', { type: 'terminal', line: 'lsns\r' }, false],
    ['an escape sequence', { type: 'terminal', line: '\u001b[2J' }, false],
    ['an export', { type: 'export', format: 'json' }, true],
    ['an export to something else', { type: 'export', format: 'exe' }, false],
    ['something unheard of', { type: 'eval', text: '1' }, false],
    ['no message', 'ready', false],
    ['nothing', null, false],
  ] as const)
    it(`${taken ? 'takes' : 'drops'} ${what}`, () => {
      assert.equal(fromPage(message) !== undefined, taken);
    });
});

describe('the page’s document', () => {
  it('lets only its own script run and holds translations that end nothing', () => {
    const html = inspectHtml({
      cspSource: 'https://x.example',
      scriptUri: 'a.js',
      styleUri: 'a.css',
      nonce: 'n0nce',
      language: 'fr',
      title: '"><script>',
      selection: { engine: '</script><script>', projects: [], containers: [] },
      translations: { a: '</script><script>alert(1)</script>' },
    });
    assert.match(html, /default-src &#39;none&#39;/);
    assert.doesNotMatch(html, /unsafe/);
    assert.equal(html.match(/<script/g)?.length, 3);
    assert.equal(html.match(/<script[^>]*nonce="n0nce"/g)?.length, 3);
  });
});

const container = (id: string, name: string, project?: string): ContainerSummary => ({
  id,
  name,
  image: '',
  imageId: '',
  command: '',
  created: 0,
  state: 'running',
  status: '',
  labels: project === undefined ? {} : { 'com.docker.compose.project': project },
  ports: [],
  networkMode: '',
});

describe('the selection', () => {
  const all = [container('1', 'shop-web', 'shop'), container('2', 'shop-db', 'shop'), container('3', 'lone')];

  it('takes a whole project for the project, so that what comes later belongs to it', () => {
    const selection = selectionOf('default', new Set(['1', '2', '3']), all);
    assert.deepEqual(selection.projects, ['shop']);
    assert.deepEqual(selection.containers, [{ id: '3', name: 'lone' }]);
    const later = [...all, container('4', 'shop-cache', 'shop')];
    assert.equal(chosenContainers(later, selection).length, 4);
  });

  it('takes one of a project for itself', () => {
    assert.deepEqual(selectionOf('default', new Set(['1']), all).containers, [{ id: '1', name: 'shop-web' }]);
  });

  it('finds a container that was made anew by its name', () => {
    const selection = selectionOf('default', new Set(['3']), all);
    assert.deepEqual(
      chosenContainers([container('9', 'lone')], selection).map(({ id }) => id),
      ['9'],
    );
  });

  it('comes back from the state that a page kept, and not from anything else', () => {
    const selection = selectionOf('default', new Set(['1', '3']), all);
    assert.deepEqual(selectionFromState(JSON.parse(JSON.stringify({ selection }))), selection);
    for (const state of [undefined, null, 1, {}, { selection: 1 }, { selection: { engine: 1 } }])
      assert.equal(selectionFromState(state), undefined);
  });
});
