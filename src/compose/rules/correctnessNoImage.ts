import { msg } from '../../message';
import { knownText } from '../facts/knownText';
import { composeFileNames } from '../project/filesOfRun';
import { nameOf } from '../project/paths';
import { isNull } from '../yamlNodes';
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
    chapter: 'whyDocker',
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
    const empty = servicesWith('no image', model, keep, isEmpty).filter(isEmpty);
    const [first, ...others] = empty;
    if (!first) return;
    // Files to be put over another with `-f` have names of their own, or leave the image to it everywhere.
    const name = nameOf(model.source.file);
    const named = /\.ya?ml$/i.test(name) && !composeFileNames.includes(name);
    if (named || (others.length > 0 && empty.length === model.services.size)) {
      report({
        place: first.namePlace,
        message: msg(
          'The file seems to be a part, to be put over another one with `-f`: {0} of its {1} services have neither `image` nor `build`. Alone, Compose refuses it.',
          empty.length,
          model.services.size,
        ),
        related: others
          .slice(0, 10)
          .map(({ namePlace }) => ({ place: namePlace, message: msg('Another one') })),
        ...(named && { severity: 2 * empty.length >= model.services.size ? 'info' : 'warning' }),
      });
      return;
    }
    for (const service of empty)
      report({
        place: service.namePlace,
        message: msg('`{0}` has neither `image` nor `build`: Compose refuses the file.', service.name),
      });
  },
};

function isEmpty(service: Service): boolean {
  if (service.has('extends') || service.has('build') || service.has('provider')) return false;
  const image = service.get('image');
  return (
    image === undefined || (image.type === 'scalar' && !isNull(image) && knownText(service, image) === '')
  );
}
