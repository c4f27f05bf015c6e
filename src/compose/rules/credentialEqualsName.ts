import { msg } from '../../message';
import { relatedPlaces, sitesWhere } from '../credentials/reportSites';
import type { Rule } from '../rule';

export const credentialEqualsName: Rule = {
  id: 'credential-equals-name',
  family: 'credential',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('A password is the name of the service, the image, the account or the database.'),
    why: msg('The name stands beside it, in addresses, in listings, in the image: it is no secret.'),
    risk: msg('The name itself is the first word that is tried after “password”.'),
    chapter: 'pad',
  },
  examples: {
    good: [
      `services:
  db:
    image: mariadb:11
    environment:
      MARIADB_USER: shop
      MARIADB_PASSWORD: \${SHOP_PASSWORD:?set it in .env}
`,
    ],
    bad: [
      `services:
  db:
    image: mariadb:11
    environment:
      MARIADB_USER: shop
      MARIADB_PASSWORD: shop
`,
    ],
  },
  checkFile(context) {
    const named = sitesWhere(
      context,
      ({ origin }, { reason }) => reason === 'name' && origin !== 'default' && origin !== 'built-in',
    );
    for (const reported of named) {
      const { site, place } = reported;
      context.report({
        place,
        message: msg(
          '`{0}` of `{1}` is only the name of a service, an image, an account or a database: the first thing that is guessed.',
          site.name,
          site.service,
        ),
        related: relatedPlaces(reported),
      });
    }
  },
};
