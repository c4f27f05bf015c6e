import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { readImage } from '../facts/imageReference';
import type { Rule } from '../rule';

export const supplyDigestMissing: Rule = {
  id: 'supply-digest-missing',
  family: 'supply',
  severities: { learn: 'off', recommended: 'off', strict: 'hint' },
  explanation: {
    what: msg('The image is named by a tag, not by a digest.'),
    why: msg(
      'A tag can be moved to other bytes; `@sha256:…` is the hash of the image’s manifest and can only ever mean one image.',
    ),
    risk: msg(
      'Whoever takes over the publisher’s account pushes his own image under the old tag, and every machine that pulls runs it.',
    ),
    chapter: 'whyDocker',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27@sha256:0a399eb16751829e1af26fea27b20c3ec28d7ab1fb72182879dcae1cca21206a
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
`,
    ],
  },
  checkService(service, { report }) {
    if (service.has('build')) return;
    const node = service.get('image');
    const image = readImage(service);
    if (!node || !image || image.digest !== undefined) return;
    report({
      place: placeOf(node),
      message: msg(
        'The tag of `{0}` can be moved to other bytes; a digest (`@sha256:…`) cannot.',
        image.name,
      ),
    });
  },
};
