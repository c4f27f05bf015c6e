import { msg } from '../../message';
import { placeInScalar } from '../scalarPlace';
import { placeOf } from '../yamlNodes';
import { readImage } from '../facts/imageReference';
import type { Rule } from '../rule';

export const supplyLatestTag: Rule = {
  id: 'supply-latest-tag',
  family: 'supply',
  severities: { learn: 'info', recommended: 'warning', strict: 'warning' },
  explanation: {
    what: msg('The image has no tag, or the tag `latest`: nobody can say which version runs.'),
    why: msg(
      '`latest` is only the tag used when none is written; it moves whenever its owner likes. `postgres:17` says what you tested.',
    ),
    risk: msg(
      'One day the next pull brings a new major version: the database does not read its old files, and the service stays down. Two machines with one file run two versions.',
    ),
    chapter: 'whyDocker',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
`,
      `services:
  app:
    build: .
    image: example.org/app
`,
      `services:
  web:
    image: nginx:\${NGINX_VERSION}
  other:
    image: nginx@sha256:0a399eb16751829e1af26fea27b20c3ec28d7ab1fb72182879dcae1cca21206a
`,
    ],
    bad: [
      `services:
  web:
    image: nginx
`,
      `services:
  web:
    image: "ghcr.io/example/web:latest"
`,
      `services:
  web:
    image: example.org:5000/web:\${TAG:-latest}
`,
    ],
  },
  checkService(service, { report }) {
    if (service.has('build')) return;
    const node = service.get('image');
    const image = readImage(service);
    if (node?.type !== 'scalar' || !image || image.digest !== undefined) return;
    if (image.tag !== undefined && image.tag !== 'latest') return;
    report({
      place:
        image.tag !== undefined && node.text.endsWith(`:${image.tag}`)
          ? placeInScalar(node, node.text.length - image.tag.length)
          : placeOf(node),
      message:
        image.tag === undefined
          ? msg(
              '`{0}` has no tag: which version runs depends on the day of the download. Write the version that you tested.',
              image.name,
            )
          : msg(
              '`latest` of `{0}` is whatever was newest on the day of the download. Write the version that you tested.',
              image.name,
            ),
    });
  },
};
