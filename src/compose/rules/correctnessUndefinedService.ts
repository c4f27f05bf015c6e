import { msg } from '../../message';
import { isFragment } from '../facts/isWhole';
import { referringServices, serviceReferences } from '../facts/serviceReferences';
import { meantEntry, renameFix } from '../facts/nameFixes';
import { nearestName } from '../facts/nearestName';
import { relatedUse, whereToMend } from '../facts/whereToMend';
import type { Rule } from '../rule';

export const correctnessUndefinedService: Rule = {
  id: 'correctness-undefined-service',
  family: 'correctness',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg(
      '`depends_on`, `links`, `network_mode`, `ipc`, `pid`, `volumes_from` or `additional_contexts` names a service that does not exist.',
    ),
    why: msg('Compose orders the services by these names before it starts anything.'),
    risk: msg('Compose refuses the whole file: no service starts.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    depends_on:
      db:
        condition: service_started
    volumes_from: ["container:old"]
  db:
    image: postgres:17
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    depends_on: [databas]
    links: ["queue:q"]
  database:
    image: postgres:17
`,
      `services:
  web:
    image: nginx:1.27
    network_mode: service:vpn
    depends_on:
      cache:
        condition: service_started
        required: false
`,
    ],
  },
  checkFile({ keep, model, report }) {
    if (isFragment(model, keep)) return;
    for (const service of referringServices(model, keep))
      for (const { key, name, place: at, required, filledIn } of serviceReferences(service)) {
        // Of a service that is extended, `correctness-unresolved-file` says so.
        if (key === 'extends' || model.services.has(name)) continue;
        const mending = whereToMend(service, at);
        const { place, written } = mending;
        const near = nearestName(name, model.services.keys());
        report({
          place,
          message: required
            ? near !== undefined
              ? msg(
                  '`{0}` names the service {1} in `{2}`, but there is none: Compose refuses the file. There is one that is called `{3}`.',
                  service.name,
                  name,
                  key,
                  near,
                )
              : msg(
                  '`{0}` names the service {1} in `{2}`, but there is none: Compose refuses the file.',
                  service.name,
                  name,
                  key,
                )
            : msg(
                '`{0}` may do without the service {1} where its profile is off, but there is none at all: Compose refuses the file.',
                service.name,
                name,
              ),
          related: [...meantEntry(name, model.services), ...relatedUse(mending)],
          fixes: written || filledIn ? [] : renameFix(name, place, model.services.keys()),
        });
      }
  },
};
