import { msg } from '../../message';
import { isFragment } from '../facts/isWhole';
import { undefinedUses } from '../facts/resourceUses';
import { relatedUse } from '../facts/whereToMend';
import { meantEntry, renameFix } from '../facts/nameFixes';
import type { Rule } from '../rule';

export const correctnessUndefinedConfig: Rule = {
  id: 'correctness-undefined-config',
  family: 'correctness',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('The service uses a config that the top-level `configs` does not define.'),
    why: msg(
      'The top-level entry says where the file’s text comes from: a file, a variable or the content itself.',
    ),
    risk: msg('Compose refuses the whole file: no service starts.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    configs: [site]
configs:
  site:
    file: ./site.conf
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    configs: [sites]
configs:
  site:
    file: ./site.conf
`,
    ],
  },
  checkFile({ keep, model, report }) {
    if (isFragment(model, keep)) return;
    for (const use of undefinedUses(model, 'configs', keep)) {
      const { name = '', place, service, written } = use;
      report({
        place,
        message: msg(
          '`{0}` asks for the config {1}, which is not declared under `configs`: Compose refuses the file.',
          service.name,
          name,
        ),
        related: [...meantEntry(name, model.section('configs')), ...relatedUse(use)],
        fixes: written ? [] : renameFix(name, place, model.section('configs').keys()),
      });
    }
  },
};
