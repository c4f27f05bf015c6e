import { msg } from '../../message';
import { placeOf, textOf, itemsOf, valueAt } from '../yamlNodes';
import { isLocalPath } from '../facts/localPath';
import { resolvePath } from '../project/paths';
import type { Rule } from '../rule';

export const correctnessMissingEnvFile: Rule = {
  id: 'correctness-missing-env-file',
  family: 'correctness',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg('`env_file` or `label_file` names a file that does not exist.'),
    why: msg(
      'The path counts from the compose file’s folder. `required: false` says that the file may be absent.',
    ),
    risk: msg('Compose refuses to start: `env file … not found`.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    env_file:
      - ./web.env
      - path: local.env
        required: false
      - \${STAGE}.env
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    env_file: .env.web
`,
      `services:
  web:
    image: nginx:1.27
    env_file:
      - web.env
      - path: ./other.env
`,
      `services:
  web:
    image: nginx:1.27
    label_file: ./labels.env
`,
    ],
    files: ['web.env'],
  },
  checkService(service, { model, files, report }) {
    for (const key of ['env_file', 'label_file']) {
      const value = service.get(key);
      for (const item of value?.type === 'map' ? [value] : itemsOf(value)) {
        const node = item.type === 'map' ? valueAt(item, 'path') : item;
        const path = textOf(node);
        if (!node || path === undefined || !isLocalPath(path)) continue;
        if (item.type === 'map' && textOf(valueAt(item, 'required')) === 'false') continue;
        if (files.exists(resolvePath(model.folderOf(node.source), path)) !== false) continue;
        report({
          place: placeOf(node),
          message: msg('{0} does not exist: Compose refuses to start `{1}`.', path, service.name),
        });
      }
    }
  },
};
