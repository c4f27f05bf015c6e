import { msg } from '../../message';
import { placeOf, textOf } from '../yamlNodes';
import type { Rule } from '../rule';

export const correctnessLoggingNone: Rule = {
  id: 'correctness-logging-none',
  family: 'correctness',
  severities: { learn: 'off', recommended: 'warning', strict: 'warning' },
  explanation: {
    what: msg('`logging.driver: none` throws away all that the service says.'),
    why: msg(
      'To keep logs small, `max-size` and `max-file` of the usual drivers do it without losing the last words.',
    ),
    risk: msg('After a crash or an intrusion there is nothing to read.'),
    kernelFact: msg(
      'What a container writes to its standard output goes into a pipe that containerd’s shim reads; with `none` nobody keeps it.',
    ),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    logging:
      driver: json-file
      options: { max-size: 10m, max-file: "3" }
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    logging:
      driver: none
`,
    ],
  },
  checkService(service, { report }) {
    const driver = service.get('logging', 'driver');
    if (!driver || textOf(driver) !== 'none') return;
    report({
      place: placeOf(driver),
      message: msg(
        'All that `{0}` says is thrown away. For small logs set `max-size` and `max-file`.',
        service.name,
      ),
    });
  },
};
