import { msg } from '../../message';
import { placeOf, textOf, valueAt } from '../yamlNodes';
import { isLocalPath, joinPath } from '../facts/localPath';
import type { FileAccess } from '../composeModel';
import { composeFileNames } from '../project/filesOfRun';
import { nameOf, resolvePath } from '../project/paths';
import type { Rule } from '../rule';

export const correctnessMissingBuildContext: Rule = {
  id: 'correctness-missing-build-context',
  family: 'correctness',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg('`build` names a folder or a Dockerfile that does not exist.'),
    why: msg('The context counts from the compose file’s folder, the Dockerfile from the context.'),
    risk: msg('The build fails, and with it the whole `docker compose up`.'),
    chapter: 'whyDocker',
  },
  examples: {
    good: [
      `services:
  app:
    build: ./app
  tools:
    build:
      context: tools/
      dockerfile: release.Dockerfile
  remote:
    build: https://example.org/team/app.git#main
  inline:
    build:
      context: app
      dockerfile_inline: FROM nginx:1.27
`,
    ],
    bad: [
      `services:
  app:
    build: ./ap
`,
      `services:
  app:
    build:
      context: tools
`,
      `services:
  app:
    build:
      context: app
      dockerfile: release.Dockerfile
`,
    ],
    files: ['app', 'app/Dockerfile', 'tools', 'tools/release.Dockerfile'],
  },
  checkService(service, { model, files, report }) {
    const build = service.get('build');
    const node = build?.type === 'map' ? valueAt(build, 'context') : build;
    const context = textOf(node) ?? (build?.type === 'map' ? '.' : undefined);
    if (!build || context === undefined || !isLocalPath(context)) return;
    const folder = resolvePath(model.folderOf((node ?? build).source), context) || '.';
    if (node && files.exists(folder) === false) {
      const above = folderAbove(model.source.file, folder, files);
      report({
        place: placeOf(node),
        message:
          above === undefined
            ? msg('The folder {0} does not exist: `{1}` cannot be built.', context, service.name)
            : msg(
                'There is no folder {0} beside this file, but one in {1}: the file seems to be meant for `-f` from there. Alone, it needs `--project-directory {1}`.',
                context,
                above,
              ),
        ...(above !== undefined && { severity: 'info' }),
      });
      return;
    }
    if (valueAt(build, 'dockerfile_inline')) return;
    const named = valueAt(build, 'dockerfile');
    const names = named ? [textOf(named) ?? '$'] : ['Dockerfile', 'dockerfile', 'Containerfile'];
    if (!names.every((name) => isLocalPath(name) && files.exists(joinPath(folder, name)) === false)) return;
    report({
      place: placeOf(named ?? node ?? build),
      message: msg('There is no {0} in {1}: `{2}` cannot be built.', names[0] ?? '', folder, service.name),
    });
  },
};

/**
 * The folder above in which the path exists, for a file with a name of its own: behind another `-f`, or with
 * `--project-directory`, paths count from there.
 */
function folderAbove(file: string, folder: string, files: FileAccess): string | undefined {
  if (composeFileNames.includes(nameOf(file)) || /^(?:[\\/]|[A-Za-z]:|\.\.)/.test(folder)) return undefined;
  return ['..', '../..', '../../..'].find((above) => files.exists(`${above}/${folder}`) === true);
}
