import { msg } from '../../message';
import { referringServices, serviceReferences } from '../facts/serviceReferences';
import { isOn, profilesOf, neverTogether, profilesInVariable } from '../facts/profilesOf';
import type { Rule } from '../rule';

export const correctnessDependencyOutOfProfile: Rule = {
  id: 'correctness-dependency-out-of-profile',
  family: 'correctness',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg('A service needs another one that runs only in a profile of its own.'),
    why: msg(
      'Compose does not switch a profile on because somebody depends on it. Give both the same profile, or write `required: false`.',
    ),
    risk: msg('`docker compose up` without the profile refuses the file: `depends on undefined service`.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    profiles: [site]
    depends_on: [db]
  db:
    image: postgres:17
    profiles: [site, tools]
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    depends_on: [db]
  db:
    image: postgres:17
    profiles: [data]
`,
    ],
  },
  checkFile({ keep, model, report }) {
    const on = profilesInVariable(model.variables(model.source)('COMPOSE_PROFILES'));
    for (const service of referringServices(model, keep))
      for (const { key, name, place, required } of serviceReferences(service)) {
        const target = model.services.get(name);
        if (!target || !required || key === 'extends') continue;
        const profiles = profilesOf(target);
        if (profiles.length === 0 || isOn(profiles, on)) continue;
        if (profilesOf(service).length > 0 && !neverTogether(service, target)) continue;
        report({
          place,
          message: msg(
            '`{0}` needs `{1}`, which runs only in the profile {2}: without it Compose refuses to start.',
            service.name,
            name,
            profiles.join(', '),
          ),
          related: [{ place: target.namePlace, message: msg('The service with the profile') }],
        });
      }
  },
};
