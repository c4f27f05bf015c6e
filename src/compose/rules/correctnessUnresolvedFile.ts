import { msg } from '../../message';
import { renameFix } from '../facts/nameFixes';
import type { Rule } from '../rule';

export const correctnessUnresolvedFile: Rule = {
  id: 'correctness-unresolved-file',
  family: 'correctness',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg(
      '`include`, `extends`, `COMPOSE_FILE` or `--env-file` names a file or a service that cannot be taken in.',
    ),
    why: msg(
      'Compose reads all files of a project before it does anything: those that are put over each other (`COMPOSE_FILE` names them where no `-f` does), those that `include` names, those whose services are extended, and the files of variables. `extends` looks for its service in the same document, or in the file that it names.',
    ),
    risk: msg('Compose refuses the project: no service starts.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `include:
  - path: shared.yaml
services:
  web:
    image: nginx:1.27
`,
    ],
    bad: [
      `include:
  - sharde.yaml
services:
  web:
    image: nginx:1.27
`,
      `services:
  web:
    extends:
      file: comon.yaml
      service: base
`,
      `services:
  web:
    extends: bas
  base:
    image: nginx:1.27
`,
    ],
    files: ['shared.yaml'],
  },
  checkFile({ model, report }) {
    for (const { place, message, related = [], unsure = false, sibling } of model.links) {
      if (sibling !== undefined && !model.services.has(sibling))
        report({
          place,
          message: msg('There is no service `{0}` in {1}: Compose refuses the file.', sibling, place.file),
          fixes: renameFix(sibling, place, model.services.keys()),
        });
      else report({ place, message, related, ...(unsure && { severity: 'info' }) });
    }
  },
};
