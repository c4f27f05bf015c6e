import { msg } from '../../message';
import { sitesWhere } from '../credentials/reportSites';
import type { Rule } from '../rule';

export const credentialLiteral: Rule = {
  id: 'credential-literal',
  family: 'credential',
  severities: { learn: 'off', recommended: 'info', strict: 'warning' },
  explanation: {
    what: msg('A secret is written in the compose file itself.'),
    why: msg(
      'The file is made to be shared: it goes into the repository and to colleagues. A `.env` file or a secret stays on the machine.',
    ),
    risk: msg(
      'What was once committed stays in the history: the secret has to be changed, not only taken out.',
    ),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  db:
    image: postgres:17
    environment:
      POSTGRES_PASSWORD_FILE: /run/secrets/db_password
`,
    ],
    bad: [
      `services:
  db:
    image: postgres:17
    environment:
      POSTGRES_PASSWORD: tR4kWq8ZbN2xLm6Y
`,
    ],
  },
  checkFile(context) {
    const literals = sitesWhere(
      context,
      (site, { reason }) => site.origin === 'literal' && site.form !== 'build-arg' && reason === undefined,
    );
    for (const { site, place } of literals)
      context.report({
        place,
        message: msg(
          'The secret `{0}` of `{1}` is written in the file, which is made to be shared. Keep it in `.env` or in a secret.',
          site.name,
          site.service,
        ),
      });
  },
};
