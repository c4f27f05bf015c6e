import { msg } from '../../message';
import { readEnvironment } from '../readEnvironment';
import { fix, type Rule } from '../rule';
import { placeInScalar } from '../scalarPlace';

/** The lists of `NAME=value`, by the keys that lead to them. */
const lists = [['environment'], ['labels'], ['build', 'args'], ['build', 'labels'], ['deploy', 'labels']];

export const correctnessSpaceInName: Rule = {
  id: 'correctness-space-in-name',
  family: 'correctness',
  severities: { learn: 'warning', recommended: 'warning', strict: 'warning' },
  explanation: {
    what: msg('A space stands before the `=` of a variable in a list.'),
    why: msg(
      'In a list, all that stands before the `=` is the name, the space too: the program that looks for `NAME` does not find `NAME␠`.',
    ),
    risk: msg('The variable counts as not set: a password, for instance, stays what it is by default.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    environment:
      - LEVEL=debug
      - GREETING= hello
`,
      `services:
  web:
    image: nginx:1.27
    environment:
      LEVEL : debug
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    environment:
      - LEVEL = debug
`,
      `services:
  web:
    build:
      context: .
      args: ["LEVEL =debug"]
`,
    ],
  },
  checkService(service, { report }) {
    for (const path of lists) {
      const [first = '', ...deeper] = path;
      for (const { key, form, value, node, valueOffset } of readEnvironment(service.get(first, ...deeper))) {
        const name = key.trimEnd();
        if (form !== 'list' || value === undefined || name === key || name === '') continue;
        // What follows the sign belongs to it: the one who wrote the first space meant both away.
        const after = valueOffset + (value.length - value.trimStart().length);
        const sign = placeInScalar(node, name.length, after);
        report({
          place: placeInScalar(node, name.length, valueOffset),
          message: msg(
            'The name of this variable is `{0}` with a space at its end: `{0}` itself stays unset.',
            name,
          ),
          fixes: fix(msg('Remove the spaces around `=`'), [{ ...sign, newText: '=' }]),
        });
      }
    }
  },
};
