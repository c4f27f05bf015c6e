import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { isHealthcheckOff } from '../facts/isHealthcheckOff';
import type { Rule } from '../rule';

export const correctnessHealthcheckDisabled: Rule = {
  id: 'correctness-healthcheck-disabled',
  family: 'correctness',
  severities: { learn: 'off', recommended: 'info', strict: 'warning' },
  explanation: {
    what: msg('The service switches its image’s healthcheck off.'),
    why: msg('The image’s author took the trouble to say how one sees that the service works.'),
    risk: msg('A service that hangs stays “running” for days, and nobody is told.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  web:
    image: example.org/web:1
    healthcheck:
      interval: 10s
`,
    ],
    bad: [
      `services:
  web:
    image: example.org/web:1
    healthcheck:
      disable: true
`,
      `services:
  web:
    image: example.org/web:1
    healthcheck:
      test: ["NONE"]
`,
    ],
  },
  checkService(service, { report }) {
    const value = service.get('healthcheck', 'disable') ?? service.get('healthcheck', 'test');
    if (!value || !isHealthcheckOff(service)) return;
    report({
      place: placeOf(value),
      message: msg('`{0}` switches its image’s healthcheck off: nobody notices when it hangs.', service.name),
    });
  },
};
