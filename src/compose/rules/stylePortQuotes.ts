import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { fix, type Rule } from '../rule';

export const stylePortQuotes: Rule = {
  id: 'style-port-quotes',
  family: 'style',
  severities: { learn: 'off', recommended: 'off', strict: 'off' },
  explanation: {
    what: msg('A port mapping is written without quotes.'),
    why: msg(
      'Quotes on every mapping spare the reader the question of which numbers YAML 1.1 would misread.',
    ),
    risk: msg('Nothing breaks with today’s Compose; the next edit may make it a number in base 60.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    ports: ["127.0.0.1:8080:80", '9000', 9001]
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    ports:
      - 127.0.0.1:8080:80 # site
`,
    ],
  },
  checkService(service, { report }) {
    for (const { node } of service.ports) {
      if (node.type !== 'scalar' || node.style !== 'plain' || !node.text.includes(':')) continue;
      report({
        place: placeOf(node),
        message: msg('Write `{0}` in quotes.', node.text),
        fixes: fix(msg('Put it in quotes'), [{ ...placeOf(node), newText: JSON.stringify(node.text) }]),
      });
    }
  },
};
