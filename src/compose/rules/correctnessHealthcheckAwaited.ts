import { msg } from '../../message';
import type { Service } from '../composeModel';
import { placeOf, textOf } from '../yamlNodes';
import { isWhole } from '../facts/isWhole';
import { readImage, isOfficialImage } from '../facts/imageReference';
import { referringServices, serviceReferences } from '../facts/serviceReferences';
import { isHealthcheckOff } from '../facts/isHealthcheckOff';
import type { Rule } from '../rule';

export const correctnessHealthcheckAwaited: Rule = {
  id: 'correctness-healthcheck-awaited',
  family: 'correctness',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg('A service waits until another is healthy, but that one has no healthcheck.'),
    why: msg(
      '`service_healthy` needs somebody to say what healthy means: `healthcheck.test` in the file, or HEALTHCHECK in the image. Hardly any official image has one.',
    ),
    risk: msg(
      '`docker compose up` ends with `has no healthcheck configured`, and the waiting service never starts.',
    ),
    kernelFact: msg(
      'A healthcheck is a process that the engine starts at intervals in the container’s namespaces and cgroup; its exit status is the answer.',
    ),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    depends_on:
      db:
        condition: service_healthy
      own:
        condition: service_healthy
  db:
    image: postgres:17
    healthcheck:
      test: [CMD, pg_isready]
  own:
    # Its image may bring a healthcheck.
    image: example.org/own:1
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    depends_on:
      db:
        condition: service_healthy
  db:
    image: postgres:17
`,
      `services:
  web:
    image: nginx:1.27
    depends_on:
      own:
        condition: service_healthy
  own:
    image: example.org/own:1
    healthcheck:
      disable: true
`,
    ],
  },
  checkFile({ keep, model, report }) {
    for (const service of referringServices(model, keep))
      for (const { name, condition } of serviceReferences(service)) {
        const target = model.services.get(name);
        if (!condition || !target || textOf(condition) !== 'service_healthy' || mayBeHealthy(target))
          continue;
        report({
          place: placeOf(condition),
          message: msg(
            '`{0}` waits until `{1}` is healthy, but `{1}` has no healthcheck: `{0}` never starts.',
            service.name,
            name,
          ),
          related: [{ place: target.namePlace, message: msg('The service without healthcheck') }],
        });
      }
  },
};

function mayBeHealthy(service: Service): boolean {
  if (isHealthcheckOff(service)) return false;
  if (service.has('healthcheck') || !isWhole(service) || service.has('build')) return true;
  const image = readImage(service);
  return !image || !isOfficialImage(image);
}
