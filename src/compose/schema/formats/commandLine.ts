import { msg, type Message } from '../../../message';

/**
 * What is wrong with a command that is written as one text: Compose cuts it into words itself, as a shell would, but
 * knows no `$(…)` nor backticks, and stops reading at `|`, `;`, `&`, `<` or `>`. After go-shellwords.
 */
export function commandLineProblem(path: string, text: string): Message | undefined {
  let quote = '';
  let escaped = false;
  let dollar = false;
  let before = '';
  for (const char of text) {
    if (escaped) escaped = false;
    else if (char === '\\' && quote !== "'") escaped = true;
    else if (quote === '`') quote = char === '`' ? '' : quote;
    else if ((char === '"' || char === "'") && !dollar)
      quote = quote === '' ? char : quote === char ? '' : quote;
    else if (quote === '') {
      if (char === '`' && !dollar) quote = char;
      else if (char === ')') dollar = !dollar;
      else if (char === '(' && (dollar || before !== '$')) return wrong(path, text, char);
      else if (char === '(') dollar = true;
      else if (/[;&|<>]/.test(char) && !dollar) break;
    }
    before = char;
  }
  if (escaped) return wrong(path, text, '\\');
  if (quote !== '') return wrong(path, text, quote);
  return dollar ? wrong(path, text, ')') : undefined;
}

function wrong(path: string, text: string, sign: string): Message {
  return sign === '"' || sign === "'"
    ? msg('`{0}` opens a quote {1} that it does not close: Compose cannot cut it into words.', path, sign)
    : msg(
        '`{0}` has a lone `{1}`, which Compose cannot read in a command. Write the command as a list: one word an entry.',
        path,
        sign,
      );
}
