import { msg } from '../../message';
import { isPublished, relatedPlaces, sitesWhere } from '../credentials/reportSites';
import type { Rule } from '../rule';

export const credentialDefaultValue: Rule = {
  id: 'credential-default-value',
  family: 'credential',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg(
      'A password, key or token has a value that is printed in its documentation or that everybody tries first.',
    ),
    why: msg(
      'Examples carry a password so that they can be read, not so that they can be run. The container that you start listens at once, with the password that the whole world has read.',
    ),
    risk: msg(
      'Programs try the few hundred best known passwords on every address of the Internet, day and night; inside, each service that is broken into tries them on its neighbours.',
    ),
    kernelFact: msg(
      'The variable stays readable in /proc/PID/environ of the container’s processes and in docker inspect for as long as the container is there.',
    ),
    chapter: 'pad',
  },
  examples: {
    good: [
      `services:
  db:
    image: postgres:17
    environment:
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:?set it in .env}
`,
    ],
    bad: [
      `services:
  db:
    image: postgres:17
    environment:
      POSTGRES_PASSWORD: change_password
`,
      `services:
  app:
    image: hackmdio/hackmd:2.4.2
    environment:
      - CMD_DB_URL=postgres://codimd:change_password@database:5432/codimd
`,
      `services:
  cache:
    image: redis:7.4
    command: redis-server --requirepass foobared
`,
    ],
  },
  checkFile(context) {
    const isDefault = sitesWhere(
      context,
      ({ origin }, { reason }) =>
        (reason === 'published' || reason === 'generic') && origin !== 'default' && origin !== 'built-in',
    );
    for (const reported of isDefault) {
      const { site, place } = reported;
      context.report({
        place,
        message: isPublished(context, site.service)
          ? msg(
              '`{0}` of `{1}` holds a default password that anybody can look up, and the service answers on every network of this machine.',
              site.name,
              site.service,
            )
          : msg(
              '`{0}` of `{1}` holds a default password that anybody can look up: whoever reaches one service of this stack can use it.',
              site.name,
              site.service,
            ),
        related: relatedPlaces(reported),
      });
    }
  },
};
