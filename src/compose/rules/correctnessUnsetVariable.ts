import { msg } from '../../message';
import { isSecretKey } from '../credentials/secretKey';
import { unsetVariables } from '../facts/unsetVariables';
import type { Rule } from '../rule';

export const correctnessUnsetVariable: Rule = {
  id: 'correctness-unset-variable',
  family: 'correctness',
  severities: { learn: 'off', recommended: 'info', strict: 'warning' },
  explanation: {
    what: msg('The file uses a variable that has no default and no value in `.env`.'),
    why: msg(
      'If the shell does not have it either, Compose puts an empty text in its place and goes on with a warning. `${NAME:?message}` stops instead; `${NAME:-value}` gives a default.',
    ),
    risk: msg('An empty password, an image without a tag, or a volume path that became `/`.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:\${VERSION:-1.27}
    environment:
      KEY: \${KEY:?set it in .env}
      PRICE: 5$$NOTE
    volumes: ["\${HOME}/site:/site"]
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:\${VERSION}
    # \${COMMENTED}
    command: run $MODE \${LEVEL:-\${DEFAULT_LEVEL}} \${VERSION}
`,
    ],
  },
  checkFile({ keep, model, files, profile, report }) {
    const unset = unsetVariables(model, keep);
    const [first, ...others] = unset;
    // Files made to be used with an `.env` that is not here would only repeat themselves.
    if (first && others.length > 0 && profile !== 'strict' && files.readFile('.env') === undefined) {
      report({
        place: first.place,
        message: msg(
          '{0} and {1} other variables have no default, and no `.env` stands beside the file: what the shell does not set will be empty.',
          first.name,
          others.length,
        ),
        related: others.slice(0, 10).map(({ place }) => ({ place, message: msg('Another one') })),
      });
      return;
    }
    for (const { name, place } of unset)
      report({
        place,
        message: isSecretKey(name)
          ? msg(
              '{0} has no value in `.env`: if the shell does not set it either, the secret is empty. Demand it with `:?`; a default would be known to everybody who has the file.',
              name,
            )
          : msg(
              '{0} has no default and no value in `.env`: if the shell does not set it either, nothing stands here. Give it a default with `:-`, or demand it with `:?`.',
              name,
            ),
      });
  },
};
