import { msg, type Message } from '../../message';
import type { YamlRefusal } from './scanCursor';
import type { SyntaxProblem } from './parseYaml';

/** Says in a learner's words why Compose's YAML reader refuses a text, and where. */
export function refusalProblem({ reason, at }: YamlRefusal, text: string): SyntaxProblem {
  const odd = hiddenBreak(text, at);
  if (odd !== undefined)
    return {
      message: msg(
        'Here stands the invisible character {0}, which ends a line for Compose: so it cannot read what follows. Remove it, or write it as `{1}` between double quotes.',
        nameOf(text, odd),
        text.charCodeAt(odd) === 0x85 ? '\\N' : text.charCodeAt(odd) === 0x2028 ? '\\L' : '\\P',
      ),
      range: { start: odd, end: odd + 1 },
    };
  return { message: messageOf(reason, text, at), range: { start: at, end: Math.min(at + 1, text.length) } };
}

/** The last line break before a place that looks like none: U+0085, U+2028 or U+2029, on its line or the one before. */
export function hiddenBreak(text: string, at: number): number | undefined {
  const from = text.lastIndexOf('\n', text.lastIndexOf('\n', at - 1) - 1) + 1;
  const near = text.slice(from, at + 1);
  const last = Math.max(...['\u0085', '\u2028', '\u2029'].map((character) => near.lastIndexOf(character)));
  return last < 0 ? undefined : from + last;
}

const nameOf = (text: string, at: number): string =>
  `U+${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`;

function messageOf(reason: string, text: string, at: number): Message {
  switch (reason) {
    case 'control characters are not allowed':
      return msg(
        'The control character {0} may stand in no YAML: Compose refuses the file. Between double quotes it can be written as `{1}`.',
        nameOf(text, at),
        `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
      );
    case 'found incompatible YAML document':
      return msg('Compose reads YAML 1.1 and refuses a file that says it is another: remove this line.');
    case 'found unknown directive name':
      return msg('Compose knows no directives but `%YAML 1.1` and `%TAG`, and refuses this one.');
    case 'found a tab character that violates indentation':
    case 'found a tab character where an indentation space is expected':
      return msg(
        'A tab stands in this line where Compose takes only spaces: remove it, though it cannot be seen.',
      );
    case "could not find expected ':'":
      return msg('A colon is missing, or a key goes over more than one line.');
    case 'found unknown escape character':
      return msg('This escape does not exist between double quotes: write \\\\ for a backslash.');
    case 'found character that cannot start any token':
      if (text[at] === '\t') return msg('This line is indented with a tab: YAML takes spaces only.');
      break;
    default:
  }
  return msg('Compose does not read this as YAML: {0}', reason);
}
