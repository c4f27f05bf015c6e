import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { misplaced, sortEdits } from '../facts/pairOrder';
import { fix, type Rule } from '../rule';

export const styleServiceOrder: Rule = {
  id: 'style-service-order',
  family: 'style',
  severities: { learn: 'off', recommended: 'off', strict: 'off' },
  explanation: {
    what: msg('The services are not in alphabetical order.'),
    why: msg('In a long file a service is found faster, and two branches that add one collide less.'),
    risk: msg('Nothing breaks.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  db:
    image: postgres:17
  web:
    image: nginx:1.27
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27

  # The data.
  db:
    image: postgres:17
`,
    ],
  },
  checkFile({ model, report }) {
    const services = model.top('services')?.value;
    if (services?.type !== 'map') return;
    const found = misplaced(services, (name) => name);
    if (!found) return;
    report({
      place: placeOf(found.pair.key),
      message: msg('`{0}` comes before `{1}` in the alphabet.', found.pair.key.text, found.after.key.text),
      related: [{ place: placeOf(found.after.key), message: msg('The service that should follow') }],
      fixes: fix(
        msg('Sort the services'),
        sortEdits(services, (name) => name),
      ),
    });
  },
};
