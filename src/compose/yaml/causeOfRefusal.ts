import { msg } from '../../message';
import type { OffsetRange } from '../finding';
import type { SyntaxProblem } from './parseYaml';
import { hiddenBreak } from './refusalProblem';
import type { YamlRefusal } from './scanCursor';
import { itemSign, lineAt, lineBefore, type TextLine } from './textLine';

/**
 * The line, and on it the key or sign, that made Compose's reader give up: readers of YAML speak of the place where
 * they lost the thread, which may be the value above. Undefined where the slip is none of those that are told apart.
 */
export function causeOfRefusal({ reason, at }: YamlRefusal, text: string): SyntaxProblem | undefined {
  if (hiddenBreak(text, at) !== undefined) return undefined;
  const line = lineAt(text, at);
  switch (reason) {
    case 'did not find expected key':
    case "did not find expected '-' indicator":
    case 'did not find expected <document start>':
      return at === line.start + line.indent ? outOfPlace(text, line) : undefined;
    case 'mapping values are not allowed in this context':
      return atColon(text, at, line);
    case "could not find expected ':'":
      return at === line.start + line.indent ? noKeyYet(line) : undefined;
    case 'found a tab character that violates indentation':
    case 'found a tab character where an indentation space is expected':
    case 'found character that cannot start any token':
      return tabs(text, at, line);
    default:
      return undefined;
  }
}

/** The tabs at the beginning of a line; undefined for one that stands elsewhere. */
function tabs(text: string, at: number, { start }: TextLine): SyntaxProblem | undefined {
  const [indentation = ''] = /^[ \t]*/.exec(text.slice(start)) ?? [];
  const [run = ''] = /^\t*/.exec(text.slice(at)) ?? [];
  if (run === '' || at > start + indentation.length) return undefined;
  const message = msg('This line is indented with a tab: YAML takes spaces only.');
  return { message, range: { start: at, end: at + run.length }, fault: 'tab' };
}

/** A key or an item at a column at which none is waited for, or of another kind than its neighbours. */
function outOfPlace(text: string, line: TextLine): SyntaxProblem {
  const range = wordOf(line);
  let above = lineBefore(text, line);
  while (above && above.indent > line.indent) above = lineBefore(text, above);
  const isItem = itemSign.test(line.content);
  if (above?.indent === line.indent && itemSign.test(above.content) !== isItem)
    return {
      message: isItem
        ? msg('A list item stands among keys here: a list goes under a key of its own.')
        : msg(
            'A key stands among the items of a list here: move it to the column of the keys, or make it an item.',
          ),
      range,
      fault: 'indentation',
    };
  return {
    message: msg('The indentation does not fit: this line is not at the column of its neighbours.'),
    range,
    fault: 'indentation',
  };
}

/** A colon behind something that can have no value. */
function atColon(text: string, at: number, line: TextLine): SyntaxProblem | undefined {
  const written = text.slice(line.start + line.indent, at).replace(/"[^"]*"|'[^']*'/g, '""');
  if (/["'[\]{}]/.test(written.replaceAll('""', ''))) return undefined;
  if (/\S:\s/.test(written))
    return {
      message: msg('A second `:` stands in this line: put the whole value between quotes.'),
      range: { start: at, end: at + 1 },
    };
  // The words to which this line seems to belong may begin further up.
  let first = lineBefore(text, line);
  while (first && !hasColon.test(first.content) && !itemSign.test(first.content)) {
    const above = lineBefore(text, first);
    if (!above || above.indent >= first.indent || isOpen.test(above.content)) return noKeyYet(first);
    first = above;
  }
  if (!first || first.indent >= line.indent || isOpen.test(first.content)) return undefined;
  const [sign = ''] = itemSign.exec(first.content) ?? [];
  const isHalfTyped = sign !== '' && !hasColon.test(first.content);
  if (isHalfTyped && first.indent + sign.length === line.indent) return noKeyYet(first);
  const range = wordOf(line);
  return {
    message: msg(
      'The indentation does not fit: `{0}` is deeper than the line above, which has a value already.',
      text.slice(range.start, range.end),
    ),
    range,
    fault: 'indentation',
  };
}

/** Whether a line holds a key. */
const hasColon = /\S:(?:\s|$)/;
/** Whether a line leaves its value to those below. */
const isOpen = /(?:^-|:)(?:\s+[&!]\S+)*$/;

/** A line that begins with a word which should be a key. */
function noKeyYet({ start, indent, content }: TextLine): SyntaxProblem | undefined {
  const [sign = ''] = itemSign.exec(content) ?? [];
  const [word = ''] = /^\S+/.exec(content.slice(sign.length)) ?? [];
  if (word === '' || /^["'[\]{}&*!|>%@`,?:]/.test(word)) return undefined;
  const from = start + indent + sign.length;
  const [glued] = /^(?:-(?=[^\s-])|[A-Za-z_][\w.-]*:(?!\/\/))/.exec(word) ?? [];
  if (glued !== undefined)
    return {
      message: msg('A space is missing after `{0}`.', glued),
      range: { start: from, end: from + glued.length },
    };
  return {
    message: msg('`{0}` is no key yet: a `:` is missing after it.', word),
    range: { start: from, end: from + word.length },
  };
}

/** The key or the sign with which a line begins. */
function wordOf({ start, indent, content }: TextLine): OffsetRange {
  const [word = ''] = /^(?:-(?=\s|$)|"[^"]*"|'[^']*'|.+?(?=\s{0,9}:(?:\s|$)|$))/.exec(content) ?? [];
  return { start: start + indent, end: start + indent + word.length };
}
