import { msg } from '../../message';
import type { Rule } from '../rule';
import { reportSchema } from '../schema/reportSchema';

export const schemaMissingKey: Rule = {
  id: 'schema-missing-key',
  family: 'schema',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('A key is missing that this map cannot do without.'),
    why: msg(
      'Some maps mean nothing without one of their keys: a limit without its number, a watch without its path.',
    ),
    risk: msg('Compose refuses the file and nothing starts.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: ['services:\n  web:\n    image: nginx:1.27\n    ulimits: {nofile: {soft: 1, hard: 2}}\n'],
    bad: [
      'services:\n  web:\n    image: nginx:1.27\n    ulimits: {nofile: {soft: 1}}\n',
      'services:\n  web:\n    image: nginx:1.27\n    ulimits:\n      nofile:\n        soft: 1\n',
    ],
  },
  ...reportSchema('missingKey'),
};
