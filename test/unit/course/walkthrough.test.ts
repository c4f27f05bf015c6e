import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { commandIds } from '../../../src/commandIds';

const root = path.join(import.meta.dirname, '../../..');
const read = (file: string) => readFile(path.join(root, file), 'utf8');
const json = async (file: string) => JSON.parse(await read(file)) as unknown;

interface Step {
  id: string;
  title: string;
  description: string;
  media: { svg: string; altText: string };
}

const chapters = [
  'containers',
  'pad',
  'virtualMachines',
  'origins',
  'forkBomb',
  'definition',
  'runtimes',
  'comparison',
  'whyDocker',
  'devops',
  'infrastructureAsCode',
  'market',
];

describe('the walkthrough', () => {
  let steps: Step[];
  const texts: Record<string, Record<string, string>> = {};

  before(async () => {
    const manifest = (await json('package.json')) as { contributes: { walkthroughs: { steps: Step[] }[] } };
    steps = manifest.contributes.walkthroughs[0]!.steps;
    texts['en'] = (await json('package.nls.json')) as Record<string, string>;
    texts['fr'] = (await json('package.nls.fr.json')) as Record<string, string>;
  });

  const text = (language: string, reference: string) => texts[language]![reference.slice(1, -1)];

  it('has the course’s twelve chapters in order', () => {
    assert.deepEqual(
      steps.map(({ id }) => id),
      chapters,
    );
  });

  it('has a title, a text that is read in a minute, and words for the picture, in both languages', () => {
    for (const step of steps)
      for (const language of ['en', 'fr'])
        for (const reference of [step.title, step.description, step.media.altText]) {
          const value = text(language, reference);
          assert.ok(value, `${language}: ${reference}`);
          assert.ok(value.split(/\s+/).length <= 140, `${language}: ${reference} is too long`);
        }
  });

  it('offers the same buttons in both languages, each a command of ours or a page', () => {
    const targets = (value: string) => [...value.matchAll(/\]\((?:command:([\w.]+)|(https:[^)]+))\S*\)/g)];
    for (const { description } of steps) {
      const english = targets(text('en', description)!);
      assert.deepEqual(
        targets(text('fr', description)!).map(([whole]) => whole),
        english.map(([whole]) => whole),
      );
      assert.ok(english.length >= 2, description);
      for (const [, command] of english)
        if (command) assert.ok((commandIds as readonly string[]).includes(command), command);
    }
  });

  it('has pictures that take their colours from the theme only', async () => {
    for (const { media } of steps) {
      const svg = await read(media.svg);
      assert.match(svg, /^<svg [^>]*viewBox="0 0 520 380"/);
      for (const [, colour] of svg.matchAll(/(?:fill|stroke)="([^"]*)"/g))
        assert.match(colour!, /^(none|var\(--vscode-[\w-]+\))$/, `${media.svg}: ${colour!}`);
      assert.doesNotMatch(svg, /<(script|style|image|foreignObject)|style=|href/);
    }
  });
});

describe('the sample stack', () => {
  it('is the same in both languages but for its comments', async () => {
    const bare = async (file: string) => (await read(file)).replace(/^ *#.*\n/gm, '');
    for (const file of ['compose.yaml', 'nginx/default.conf'])
      assert.equal(await bare(`walkthroughs/sample.fr/${file}`), await bare(`walkthroughs/sample/${file}`));
  });
});
