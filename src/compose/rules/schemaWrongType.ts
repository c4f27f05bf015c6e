import { msg } from '../../message';
import type { Rule } from '../rule';
import { reportSchema } from '../schema/reportSchema';

export const schemaWrongType: Rule = {
  id: 'schema-wrong-type',
  family: 'schema',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('A value is of another type than its key takes.'),
    why: msg(
      'Each key takes text, a number, true or false, a list, or a map. YAML guesses the type from how the value is written: `123` is a number, `"123"` is text.',
    ),
    risk: msg('Compose refuses the file and nothing starts.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      'services:\n  web:\n    image: nginx:1.27\n    ports: ["80"]\n    container_name: "123"\n',
      'services:\n  web:\n    image: nginx:1.27\n    privileged: ${PRIVILEGED:-false}\n',
    ],
    bad: [
      'services:\n  web:\n    image: nginx:1.27\n    container_name: 123\n',
      'services:\n  web:\n    image: nginx:1.27\n    ports: "80"\n',
      'services:\n  web:\n    image: nginx:1.27\n    environment:\n',
      'services:\n  web:\n    image: nginx:1.27\n    command: [echo, 1]\n',
      'services:\n  web:\n    image: nginx:1.27\n    environment: {A: {b: c}}\n',
      'services:\n  web:\n',
    ],
  },
  ...reportSchema('wrongType'),
};
