import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { isFragment } from '../facts/isWhole';
import { unusedEntries } from '../facts/resourceUses';
import { unusedFix } from '../facts/unusedFix';
import type { Rule } from '../rule';

export const correctnessUnusedNetwork: Rule = {
  id: 'correctness-unused-network',
  family: 'correctness',
  severities: { learn: 'info', recommended: 'info', strict: 'warning' },
  explanation: {
    what: msg('The top-level `networks` defines a network that no service uses.'),
    why: msg(
      'Often a service was meant to be on it, and sits on the default network instead, in sight of all others.',
    ),
    risk: msg('A separation that the file seems to promise does not exist.'),
    chapter: 'origins',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    networks: [front]
networks:
  front:
  default:
    driver_opts:
      com.docker.network.driver.mtu: "1400"
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
networks:
  front:
  back:
    internal: true
`,
    ],
  },
  checkFile({ keep, model, report }) {
    if (isFragment(model, keep)) return;
    for (const entry of unusedEntries(model, 'networks', keep))
      report({
        place: placeOf(entry.nameNode),
        message: msg('No service is on the network `{0}`.', entry.name),
        fixes: unusedFix(model, 'networks', entry),
      });
  },
};
