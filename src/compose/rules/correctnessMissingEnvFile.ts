import { msg } from '../../message';
import { itemsOf, placeOf, textOf, valueAt, type YamlNode } from '../yamlNodes';
import { isLocalPath } from '../facts/localPath';
import { resolvePath } from '../project/paths';
import { parseDotEnv } from '../readDotEnv';
import type { Rule, RuleContext } from '../rule';
import { withDefaults } from '../withDefaults';

export const correctnessMissingEnvFile: Rule = {
  id: 'correctness-missing-env-file',
  family: 'correctness',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg(
      '`env_file` or `label_file` names a file that does not exist, or a file of variables holds what Compose cannot read.',
    ),
    why: msg(
      'The path counts from the compose file’s folder. `required: false` says that the file may be absent. In `.env` and the like stands one `KEY=value` a line: no space in a key, and each quote is closed.',
    ),
    risk: msg('Compose refuses to start: `env file … not found`, or `key cannot contain a space`.'),
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
  checkFile({ model, report }) {
    for (const { text, file } of model.envFiles) reportSyntax(text, file, report);
  },
  checkService(service, { model, files, report }) {
    for (const item of [...envItems(service.get('env_file')), ...envItems(service.get('label_file'))]) {
      const node = item.type === 'map' ? valueAt(item, 'path') : item;
      const path = node && withDefaults(textOf(node) ?? '', service.variablesOf(node));
      if (!node || path === undefined || !isLocalPath(path)) continue;
      const file = resolvePath(model.folderOf(node.source), path);
      // Other formats have another syntax.
      const readable = item.type !== 'map' || valueAt(item, 'format') === undefined;
      const text = readable ? files.readFile(file) : undefined;
      if (text !== undefined) reportSyntax(text, file, report);
      if (item.type === 'map' && textOf(valueAt(item, 'required')) === 'false') continue;
      if (text !== undefined || files.exists(file) !== false) continue;
      report({
        place: placeOf(node),
        message: msg('{0} does not exist: Compose refuses to start `{1}`.', path, service.name),
      });
    }
  },
};

const envItems = (value: YamlNode | undefined): readonly YamlNode[] =>
  value?.type === 'map' ? [value] : itemsOf(value);

/** The first problem alone: Compose reads no further, and one open quote makes a problem of each line after it. */
function reportSyntax(text: string, file: string, report: RuleContext['report']): void {
  const [problem] = parseDotEnv(text, file).problems;
  if (problem) report({ ...problem, severity: 'error' });
}
