import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const terms = readFileSync('walkthroughs/GLOSSARY.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) => {
    const [, english = '', french = '', never = ''] = line.split('|').map((cell) => cell.trim());
    return { english, french: french.split(', '), never: never.split(', ').filter((word) => word !== '') };
  });
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
const manifest = read('package.nls.fr.json');
const texts = [
  ...Object.entries(read('l10n/fr/course.json')),
  ...Object.entries(read('package.nls.json'))
    .filter(([key]) => key.startsWith('walkthrough.'))
    .map(([key, text]): [string, string] => [text, manifest[key] ?? '']),
];

/** Without code, names of commands, manual pages and a project, and links, which no language translates. */
const prose = (text: string) =>
  text
    .replace(/`[^`]*`|\]\([^)]*\)|\w+\(\d\)|Linux Containers/g, '')
    .replace(/\*[^*]*\*/g, '')
    .toLowerCase();

describe('the glossary of the course', () => {
  it('is read', () => {
    assert.ok(terms.length >= 10 && terms.every(({ english, french }) => english !== '' && french[0] !== ''));
  });

  for (const { english, french, never } of terms)
    it(`has one French for “${english}” in all texts`, () => {
      const word = new RegExp(`(?<![\\p{L}_-])${english}s?(?![\\p{L}_-])`, 'u');
      const used = texts.filter(([text]) => word.test(prose(text)));
      assert.ok(used.length > 0, 'a term that no text uses');
      assert.deepEqual(
        used.filter(([, translation]) => !french.some((term) => translation.toLowerCase().includes(term))),
        [],
      );
      assert.deepEqual(
        texts.filter(([, translation]) =>
          never.some((other) =>
            new RegExp(`(?<![\\p{L}_-])${other}s?(?![\\p{L}_-])`, 'u').test(prose(translation)),
          ),
        ),
        [],
      );
    });
});
