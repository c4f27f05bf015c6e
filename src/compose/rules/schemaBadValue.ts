import { msg } from '../../message';
import type { Rule } from '../rule';
import { reportSchema } from '../schema/reportSchema';

export const schemaBadValue: Rule = {
  id: 'schema-bad-value',
  family: 'schema',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('A value is none of those that its key takes.'),
    why: msg('Some keys take one of a few words, or a number between two bounds.'),
    risk: msg('Compose refuses the file, or the engine refuses the container when it is created.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      'services:\n  web:\n    image: nginx:1.27\n    depends_on: {db: {condition: service_healthy}}\n  db:\n    image: postgres:16\n',
    ],
    bad: [
      'services:\n  web:\n    image: nginx:1.27\n    depends_on: {db: {condition: service_health}}\n  db:\n    image: postgres:16\n',
      'services:\n  web:\n    image: nginx:1.27\n    oom_score_adj: 2000\n',
    ],
  },
  ...reportSchema('badValue'),
};
