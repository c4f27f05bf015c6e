import { msg } from '../../message';
import { sitesWhere } from '../credentials/reportSites';
import type { Rule } from '../rule';

export const credentialBuildArg: Rule = {
  id: 'credential-build-arg',
  family: 'credential',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg('A secret is given to a build as an argument.'),
    why: msg(
      'Build arguments become part of the image. A build secret (`build.secrets`) is there during one step only.',
    ),
    risk: msg('Whoever has the image reads it with docker history.'),
    chapter: 'pad',
  },
  examples: {
    good: [
      `services:
  app:
    build:
      context: .
      args:
        NODE_VERSION: "22"
`,
    ],
    bad: [
      `services:
  app:
    build:
      context: .
      args:
        NPM_TOKEN: npm_tR4kWq8ZbN2xLm6Y
`,
    ],
  },
  checkFile(context) {
    const args = sitesWhere(context, ({ form }, { reason }) => form === 'build-arg' && reason === undefined);
    for (const { site, place } of args)
      context.report({
        place,
        message: msg(
          'The build argument `{0}` of `{1}` holds a secret: it stays readable in the history of the image.',
          site.name,
          site.service,
        ),
      });
  },
};
