import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { readImage, isOfficialImage } from '../facts/imageReference';
import type { Rule } from '../rule';

export const supplyBuildAndImage: Rule = {
  id: 'supply-build-and-image',
  family: 'supply',
  severities: { learn: 'off', recommended: 'hint', strict: 'warning' },
  explanation: {
    what: msg('The service builds its image and gives it the name of a public one.'),
    why: msg(
      'With both keys, `image` is the name under which the build is stored. A public name such as `nginx:1.27` is then overwritten on this machine.',
    ),
    risk: msg(
      'Another stack that asks for the public image silently gets yours; or a pull replaces your build with the public image.',
    ),
    chapter: 'whyDocker',
  },
  examples: {
    good: [
      `services:
  web:
    build: .
    image: example.org/team/web:2.1
    pull_policy: build
`,
    ],
    bad: [
      `services:
  web:
    build: .
    image: nginx:1.27
`,
      `services:
  web:
    build: .
    image: example.org/team/web:2.1
`,
    ],
  },
  checkService(service, { report, profile }) {
    const node = service.get('image');
    const image = readImage(service);
    if (!node || !image || !service.has('build') || service.has('pull_policy')) return;
    const official = isOfficialImage(image);
    if (!official && profile !== 'strict') return;
    report({
      place: placeOf(node),
      message: official
        ? msg(
            '`{0}` stores its build under the name of the public image `{1}`. Give it a name of your own.',
            service.name,
            image.name,
          )
        : msg('`{0}` may be pulled or built: say which by `pull_policy`.', service.name),
      ...(!official && { severity: 'hint' }),
    });
  },
};
