import { msg } from '../../message';
import { isPublished, sitesWhere } from '../credentials/reportSites';
import type { Rule } from '../rule';

export const credentialImageDefault: Rule = {
  id: 'credential-image-default',
  family: 'credential',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg('No password is given, and the image then takes one of its own that everybody knows.'),
    why: msg(
      'Images start without any setting so that they can be tried out: rabbitmq with guest, grafana with admin.',
    ),
    risk: msg('Nothing in the file shows it: it looks as if there were no password to change.'),
    chapter: 'pad',
  },
  examples: {
    good: [
      `services:
  queue:
    image: rabbitmq:4
    environment:
      RABBITMQ_DEFAULT_PASS: \${RABBITMQ_PASSWORD:?set it in .env}
`,
    ],
    bad: [
      `services:
  queue:
    image: rabbitmq:4
`,
    ],
  },
  checkFile(context) {
    for (const { site, place } of sitesWhere(context, ({ origin }) => origin === 'built-in'))
      context.report({
        place,
        message: isPublished(context, site.service)
          ? msg(
              '`{0}` sets no `{1}`: the image then takes a password that anybody can look up, and the service answers on every network of this machine.',
              site.service,
              site.name,
            )
          : msg(
              '`{0}` sets no `{1}`: the image then takes a password that anybody can look up.',
              site.service,
              site.name,
            ),
      });
  },
};
