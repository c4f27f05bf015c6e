import { msg, type Message } from '../../message';

/** Says a YAML syntax error in a learner's words. `detail` is the parser's own sentence, for codes not told apart. */
export function syntaxMessage(code: string, detail: string): Message {
  switch (code) {
    case 'TAB_AS_INDENT':
      return msg('This line is indented with a tab: YAML takes spaces only.');
    case 'BAD_INDENT':
      return msg('The indentation does not fit: this line is not at the column of its neighbours.');
    case 'MISSING_CHAR':
      return msg('Something is not closed or a sign is missing here: {0}', detail);
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return msg('A colon is missing, or a key goes over more than one line.');
    case 'BLOCK_IN_FLOW':
      return msg('Inside {…} or […] everything is written in that style: no indented block may stand here.');
    case 'BAD_DQ_ESCAPE':
      return msg('This escape does not exist between double quotes: write \\\\ for a backslash.');
    case 'DUPLICATE_KEY':
      return msg('This key stands twice in the same map.');
    case 'UNEXPECTED_TOKEN':
      return msg('This does not belong here: {0}', detail);
    default:
      return msg('This is not valid YAML: {0}', detail);
  }
}
