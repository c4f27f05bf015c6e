import { msg } from '../../message';
import { knownText } from '../facts/knownText';
import { referringServices, serviceReferences } from '../facts/serviceReferences';
import type { Rule } from '../rule';
import { itemsOf, placeOf } from '../yamlNodes';

export const correctnessBuildConflict: Rule = {
  id: 'correctness-build-conflict',
  family: 'correctness',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg(
      'A build takes in a service that is not built, or is made for other platforms than its service runs on.',
    ),
    why: msg(
      '`additional_contexts: {base: service:NAME}` takes the result of another build, so that service needs a `build` of its own. `build.platforms` must hold the `platform` of the service.',
    ),
    risk: msg('Compose refuses the whole file: no service starts.'),
    chapter: 'whyDocker',
  },
  examples: {
    good: [
      `services:
  web:
    platform: linux/arm64
    build:
      context: .
      platforms: [linux/amd64, linux/arm64]
      additional_contexts:
        base: service:base
  base:
    build: ./base
`,
    ],
    bad: [
      `services:
  web:
    build:
      context: .
      additional_contexts:
        base: service:base
  base:
    image: debian:12
`,
      `services:
  web:
    platform: linux/arm64
    build:
      context: .
      platforms: [linux/amd64]
`,
    ],
  },
  checkFile({ keep, model, report }) {
    for (const service of referringServices(model, keep))
      for (const { key, name, place } of serviceReferences(service)) {
        const target = key === 'additional_contexts' ? model.services.get(name) : undefined;
        if (!target || target.has('build') || target.isOpen) continue;
        report({
          place,
          message: msg(
            'The build of `{0}` takes in `{1}`, which has no `build`: Compose refuses the file (“non-buildable service”). For an image write `docker-image://NAME`.',
            service.name,
            name,
          ),
          related: [{ place: target.namePlace, message: msg('The service without a build') }],
        });
      }
  },
  checkService(service, { report }) {
    const platform = service.get('platform');
    const wanted = knownText(service, platform);
    const made = itemsOf(service.get('build', 'platforms')).map((node) => knownText(service, node));
    if (!platform || wanted === undefined || wanted === '' || made.length === 0) return;
    if (made.includes(undefined) || made.includes(wanted)) return;
    report({
      place: placeOf(platform),
      message: msg(
        '`{0}` runs on {1} but is built for {2} only: Compose refuses the file (“build.platforms MUST include service.platform”).',
        service.name,
        wanted,
        made.join(', '),
      ),
    });
  },
};
