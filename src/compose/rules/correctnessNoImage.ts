import { msg } from '../../message';
import { hasSource } from '../facts/isWhole';
import type { Service } from '../composeModel';
import { servicesWith } from '../facts/servicesWith';
import type { Rule } from '../rule';

export const correctnessNoImage: Rule = {
  id: 'correctness-no-image',
  family: 'correctness',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('The service has neither an image nor a build.'),
    why: msg('A container starts from an image: from a registry (`image`), or made here (`build`).'),
    risk: msg('Compose refuses the whole file: no service starts.'),
    kernelFact: msg(
      'The image’s layers become the root of the container’s mount namespace; without them there is nothing to run.',
    ),
    chapter: 7,
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
  app:
    build: .
  more:
    extends: app
`,
    ],
    bad: [
      `services:
  web:
    imagee: nginx:1.27
    ports: ["127.0.0.1:8080:80"]
  app:
    build: .
`,
    ],
  },
  checkFile({ keep, model, report }) {
    if (!model.isComplete) return;
    for (const service of servicesWith('no image', model, keep, isEmpty)) {
      if (!isEmpty(service)) continue;
      report({
        place: service.namePlace,
        message: msg('`{0}` has neither `image` nor `build`: Compose refuses the file.', service.name),
      });
    }
  },
};

const isEmpty = (service: Service): boolean => !hasSource(service) && !service.has('extends');
