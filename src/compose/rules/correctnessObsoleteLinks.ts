import { msg } from '../../message';
import type { Service } from '../composeModel';
import { removeFromService } from '../facts/removeFromService';
import { placeOf, textOf, itemsOf } from '../yamlNodes';
import { serviceReferences } from '../facts/serviceReferences';
import { fix, type Rule } from '../rule';

export const correctnessObsoleteLinks: Rule = {
  id: 'correctness-obsolete-links',
  family: 'correctness',
  severities: { learn: 'info', recommended: 'info', strict: 'warning' },
  explanation: {
    what: msg('`links` is a leftover of the time before networks.'),
    why: msg(
      'Services on a common network find each other by name through the engine’s DNS; `depends_on` gives the order.',
    ),
    risk: msg(
      'A reader believes that links open or close a path between services. They do not: everything on the network is reachable all the same.',
    ),
    kernelFact: msg(
      'Names are answered by the engine’s resolver on 127.0.0.11 inside the container’s network namespace.',
    ),
    chapter: 'origins',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    depends_on: [db]
  db:
    image: postgres:17
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    links:
      - db
    depends_on: [db] # first
  db:
    image: postgres:17
`,
      `services:
  web:
    image: nginx:1.27
    links: ["db:database"]
  db:
    image: postgres:17
`,
    ],
  },
  checkService(service, { report }) {
    const pair = service.pair('links');
    if (!pair || itemsOf(pair.value).length === 0) return;
    report({
      place: placeOf(pair.key),
      message: msg('`links` is obsolete: services on a common network reach each other by name.'),
      fixes: fix(msg('Remove `links`'), isIdle(service) ? removeFromService(service, pair) : undefined),
    });
  },
};

/** Whether the links give no alias and no order that `depends_on` does not give as well. */
function isIdle(service: Service): boolean {
  const references = serviceReferences(service);
  const ordered = new Set(references.filter(({ key }) => key === 'depends_on').map(({ name }) => name));
  return itemsOf(service.get('links')).every((item) => ordered.has(textOf(item) ?? ''));
}
