import { msg } from '../../message';
import type { Rule } from '../rule';
import { reportSchema } from '../schema/reportSchema';

export const schemaUnknownKey: Rule = {
  id: 'schema-unknown-key',
  family: 'schema',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('A key that the Compose Specification does not have stands here.'),
    why: msg(
      'Compose refuses a file with a key that it does not know, so that a slip of the keyboard is not taken for a wish.',
    ),
    risk: msg(
      'Nothing starts. The other readers of the file that are less strict leave the key out silently, and what it should have done is not done.',
    ),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      'services:\n  web:\n    image: nginx:1.27\n    x-note: free\n',
      'x-any: {a: 1}\nservices:\n  web:\n    image: nginx:1.27\n    environment:\n      anything: goes\n',
    ],
    bad: [
      'services:\n  web:\n    imagee: nginx:1.27\n',
      'services:\n  web:\n    image: nginx:1.27\n    memory: 64m\n',
      'image: nginx\nservices: {}\n',
      'services:\n  web:\n    image: nginx:1.27\n    healthcheck: {test: [NONE], intervall: 3s}\n',
    ],
  },
  ...reportSchema('unknownKey'),
};
