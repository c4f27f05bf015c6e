import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { fix, type Rule } from '../rule';

export const correctnessBase60Port: Rule = {
  id: 'correctness-base60-port',
  family: 'correctness',
  severities: { learn: 'warning', recommended: 'warning', strict: 'warning' },
  explanation: {
    what: msg('A port mapping without quotes, such as `22:22`, is a number in base 60 to YAML 1.1 readers.'),
    why: msg(
      'YAML 1.1 read `22:22` as 22 × 60 + 22 = 1342. Today’s Compose does not, but older ones and other tools do. Quotes end the question.',
    ),
    risk: msg(
      'The service is published on a random port, or another tool refuses the file, with a message that does not name the cause.',
    ),
    chapter: 'pad',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    ports:
      - "22:22"
      - 8080:80
      - 127.0.0.1:2222:22
`,
    ],
    bad: [
      `services:
  git:
    image: gitea/gitea:1.22
    ports:
      - 22:22 # ssh
      - 222:22
`,
    ],
  },
  checkService(service, { report }) {
    for (const { node } of service.ports) {
      if (node.type !== 'scalar' || node.style !== 'plain' || !/^[1-9]\d*(?::[0-5]?\d)+$/.test(node.text))
        continue;
      const value = node.text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
      report({
        place: placeOf(node),
        message: msg(
          'Without quotes, `{0}` is the number {1} to YAML 1.1 readers (base 60).',
          node.text,
          value,
        ),
        fixes: fix(msg('Put it in quotes'), [{ ...placeOf(node), newText: `"${node.text}"` }]),
      });
    }
  },
};
