import { msg } from '../../message';
import { relatedPlaces, sitesWhere } from '../credentials/reportSites';
import type { Rule } from '../rule';

export const credentialDefaultInterpolation: Rule = {
  id: 'credential-default-interpolation',
  family: 'credential',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('A variable for a secret falls back to a default password: `${PASSWORD:-…}`.'),
    why: msg(
      'The default is what you run whenever the variable is forgotten, and nothing says so. `${PASSWORD:?…}` stops instead and says what is missing.',
    ),
    risk: msg('A stack that was safe on one machine starts on the next one with the password of the file.'),
    chapter: 'pad',
  },
  examples: {
    good: [
      `services:
  db:
    image: postgres:17
    environment:
      POSTGRES_PASSWORD: \${DB_PASSWORD:?set it in .env}
`,
    ],
    bad: [
      `services:
  db:
    image: postgres:17
    environment:
      POSTGRES_PASSWORD: \${DB_PASSWORD:-changeme}
`,
    ],
  },
  checkFile(context) {
    const defaults = sitesWhere(
      context,
      ({ origin }, { reason }) => origin === 'default' && reason !== undefined,
    );
    for (const reported of defaults) {
      const { site, place } = reported;
      context.report({
        place,
        message: msg(
          '`{0}` of `{1}` falls back to a default password when `{2}` is not set. `:?` would stop and say so.',
          site.name,
          site.service,
          site.variable ?? '',
        ),
        related: relatedPlaces(reported),
      });
    }
  },
};
