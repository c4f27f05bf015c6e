import { msg } from '../../message';
import { singleDollarHashes, singleDollarPassword } from '../credentials/singleDollars';
import { fix, type Rule } from '../rule';

export const credentialSingleDollar: Rule = {
  id: 'credential-single-dollar',
  family: 'credential',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg('A password or the hash of one has a single `$`, which begins a variable in a compose file.'),
    why: msg(
      'Compose puts the value of a variable, most often none, in the place of `$` and the letters behind it. `$$` is the dollar sign itself.',
    ),
    risk: msg(
      'What arrives in the container is another text: nobody can log in, or with less than you believe.',
    ),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  proxy:
    image: traefik:v3.3
    labels:
      traefik.http.middlewares.login.basicauth.users: ann:$$apr1$$k2bXq7rT$$f0Zb1nM9cVw3eR5tY7uI9/
    environment:
      API_PASSWORD: tR4k$$WqZ8bN2x
      OTHER_PASSWORD: $OTHER_PASSWORD
`,
    ],
    bad: [
      `services:
  proxy:
    image: traefik:v3.3
    labels:
      traefik.http.middlewares.login.basicauth.users: ann:$apr1$k2bXq7rT$f0Zb1nM9cVw3eR5tY7uI9/
`,
      `services:
  app:
    image: acme/app:1
    environment:
      - API_PASSWORD=tR4k$WqZ8bN2x
`,
    ],
  },
  checkService(service, { report }) {
    for (const entry of service.environment) {
      const found = singleDollarPassword(entry, service.variablesOf(entry.node));
      if (found)
        report({
          place: found.place,
          message: msg(
            '`{0}` has a single `$`: Compose takes the letters behind it for a variable, and nothing is left of them. Double it: `$$`.',
            entry.key,
          ),
          fixes: fix(msg('Double the dollar signs'), found.edits, { preferred: false }),
        });
    }
  },
  checkFile({ model, keep, report }) {
    for (const { place, edits } of singleDollarHashes(model, keep))
      report({
        place,
        message: msg(
          'The `$` of this hash begins a variable for Compose, and the hash arrives mutilated. Double each `$`: `$$`.',
        ),
        fixes: fix(msg('Double the dollar signs'), edits),
      });
  },
};
