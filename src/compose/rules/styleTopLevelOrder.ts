import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { misplaced, sortEdits } from '../facts/pairOrder';
import { fix, type Rule } from '../rule';

export const styleTopLevelOrder: Rule = {
  id: 'style-top-level-order',
  family: 'style',
  severities: { learn: 'off', recommended: 'off', strict: 'off' },
  explanation: {
    what: msg(
      'The top-level keys stand in another order than name, include, services, networks, volumes, configs, secrets.',
    ),
    why: msg('One order in all files lets a reader find what he looks for.'),
    risk: msg('Nothing breaks; reviews take longer.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `name: shop
services:
  web:
    image: nginx:1.27
networks:
  front:
`,
    ],
    bad: [
      `# The shop.
networks:
  front:
services:
  web:
    image: nginx:1.27
    networks: [front] # only
`,
    ],
  },
  checkFile({ model, report }) {
    if (model.root.type !== 'map') return;
    const found = misplaced(model.root, rank);
    if (!found) return;
    report({
      place: placeOf(found.pair.key),
      message: msg('`{0}` usually stands before `{1}`.', found.pair.key.text, found.after.key.text),
      related: [{ place: placeOf(found.after.key), message: msg('The key that should follow') }],
      fixes: fix(msg('Sort the keys'), sortEdits(model.root, rank)),
    });
  },
};

const order = ['version', 'name', 'include', 'x-', 'services', 'networks', 'volumes', 'configs', 'secrets'];

/** Keys that begin with `x-` hold what is repeated below: they come first. Others may stand anywhere. */
function rank(key: string): number | undefined {
  const at = order.indexOf(key.startsWith('x-') ? 'x-' : key);
  return at < 0 ? undefined : at;
}
