import { msg } from '../../message';
import { authenticationOff, authenticationOffInConfigs } from '../credentials/authenticationOff';
import type { Rule } from '../rule';

export const credentialAuthOff: Rule = {
  id: 'credential-auth-off',
  family: 'credential',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg('A service lets everybody in without a password.'),
    why: msg(
      'Either a variable switches the authentication off, or the image has none until it is asked for.',
    ),
    risk: msg(
      'Every process that reaches the port is its administrator: the other services, and with a published port the whole network.',
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
      `services:
  cache:
    image: redis:7.4
`,
    ],
    bad: [
      `services:
  db:
    image: postgres:17
    environment:
      POSTGRES_HOST_AUTH_METHOD: trust
`,
      `services:
  graph:
    image: neo4j:5
    environment:
      - NEO4J_AUTH=none
`,
      `services:
  cache:
    image: redis:7.4
    ports:
      - "6379:6379"
`,
    ],
  },
  checkService(service, { report }) {
    for (const { key, place, random } of authenticationOff(service))
      report({
        place,
        message:
          key === undefined
            ? msg(
                '`{0}` asks nobody for a password, and its port is open on every network of this machine.',
                service.name,
              )
            : random
              ? msg(
                  '`{0}` of `{1}` is empty. Jupyter then makes a new token at each start and prints it in its log; an image that passes the empty one on as an option lets everybody in. Demand a value with `:?`.',
                  key,
                  service.name,
                )
              : msg(
                  '`{0}` switches the authentication of `{1}` off: whoever reaches its port is in.',
                  key,
                  service.name,
                ),
        ...(random && { severity: 'hint' }),
      });
  },
  checkFile({ model, report }) {
    for (const { key, place } of authenticationOffInConfigs(model))
      report({
        place,
        message: msg('`{0}` switches the authentication off: whoever reaches the port is in.', key),
      });
  },
};
