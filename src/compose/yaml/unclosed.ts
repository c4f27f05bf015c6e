import { isCollection, isScalar, visit } from 'yaml';
import type { Document } from 'yaml';
import { msg } from '../../message';
import type { SyntaxProblem } from './parseYaml';

const quotes: Readonly<Record<string, string>> = { QUOTE_DOUBLE: '"', QUOTE_SINGLE: "'" };

/**
 * The first bracket, brace or quote that is opened and never closed, shown where it was opened: the library speaks
 * of the place where it gave up waiting.
 */
export function unclosed(document: Document.Parsed, text: string): SyntaxProblem | undefined {
  let first: SyntaxProblem | undefined;
  const look = (start: number, end: number, close: string): void => {
    if (end - start > 1 && text[end - 1] === close) return;
    // Closed after all, but at a column where the library no longer waited for it.
    if (document.errors.some(({ pos: [at] }) => at >= end && text[at] === close)) return;
    if (first && first.range.start <= start) return;
    const open = text[start] ?? '';
    const message = msg('`{0}` is opened here and never closed: `{1}` is missing.', open, close);
    first = { message, range: { start, end: start + 1 } };
  };
  visit(document, (_, node) => {
    if (isCollection(node) && node.flow === true && node.range) {
      const [start, end] = node.range;
      if (text[start] === '[') look(start, end, ']');
      else if (text[start] === '{') look(start, end, '}');
    } else if (isScalar(node) && node.range) {
      const quote = quotes[node.type ?? ''];
      const [start, end] = node.range;
      if (quote !== undefined && text[start] === quote) look(start, end, quote);
    }
  });
  return first;
}
