import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.join(import.meta.dirname, '../../..');
const folder = path.join(root, 'l10n/fr');
const readJson = (name: string): Record<string, string> =>
  JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Record<string, string>;

/** The English texts of the rules: the first argument of each `msg()` in their folders. */
function englishTexts(): Set<string> {
  const texts = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'msg') {
      const [text] = node.arguments;
      assert.ok(text && ts.isStringLiteralLike(text), `not a literal: ${node.getText()}`);
      texts.add(text.text);
    }
    ts.forEachChild(node, visit);
  };
  for (const part of ['rules', 'facts'])
    for (const name of readdirSync(path.join(root, 'src/compose', part)))
      if (name.endsWith('.ts')) {
        const text = readFileSync(path.join(root, 'src/compose', part, name), 'utf8');
        visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true));
      }
  return texts;
}

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\d+\}/g))].sort();

describe('the rules in French', () => {
  const all = Object.assign({}, ...readdirSync(folder).map(readJson)) as Record<string, string>;
  const rules = readJson('rules.json');
  const english = englishTexts();

  it('are all there, and nothing besides', () => {
    assert.deepEqual(
      [...english].filter((text) => !(text in all)),
      [],
    );
    assert.deepEqual(
      Object.keys(rules).filter((text) => !english.has(text)),
      [],
    );
  });

  it('name the same things', () => {
    for (const [text, french] of Object.entries(rules))
      assert.deepEqual(placeholders(french), placeholders(text), french);
  });

  it('are set as French is set', () => {
    for (const french of Object.values(rules)) {
      const words = french.replace(/`[^`]*`/g, '');
      assert.doesNotMatch(words, /'/, 'a straight apostrophe');
      assert.doesNotMatch(words, / [:;?!»]|« /, 'a space that may break');
    }
  });
});
