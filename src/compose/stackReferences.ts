import type { ComposeModel } from './composeModel';
import { nameReferences, type NameReference } from './nameReferences';
import { parseCompose } from './parseCompose';
import { folderOf, resolvePath } from './project/paths';
import { placeOf, itemsOf, textOf, valueAt } from './yamlNodes';

/** A place of one of the files of a stack where something is named. */
export interface StackReference extends NameReference {
  readonly file: string;
  /**
   * What shares its names: the files that become one project (empty), or a file from which a service is only
   * taken by `extends`, whose names are its own.
   */
  readonly scope: string;
}

/** Every place in all files of a run where a service, volume, network, secret or config is named. */
export function stackReferences(run: ComposeModel): StackReference[] {
  const models = run.sources.map(
    (source) =>
      run.files.find((model) => model.source.file === source.file) ?? parseCompose(source.text, source.file),
  );
  const inProject = projectFiles(run, models);
  const scopeOf = (file: string): string => (inProject.has(file) ? '' : file);
  return models.flatMap((model) => {
    if (model.problems.length > 0) return [];
    const { file } = model.source;
    const own = nameReferences(model).map((one) => ({ ...one, file, scope: scopeOf(file) }));
    return [...own, ...extendedElsewhere(model, models, scopeOf)];
  });
}

/** The files whose names become one: those put over each other, and all that they include. */
function projectFiles(run: ComposeModel, models: readonly ComposeModel[]): ReadonlySet<string> {
  const found = new Set(run.files.map(({ source }) => source.file));
  for (const file of found) {
    const model = models.find(({ source }) => source.file === file);
    for (const item of itemsOf(model?.top('include')?.value))
      for (const path of itemsOf(item.type === 'map' ? valueAt(item, 'path') : item)) {
        const included = model && findFile(models, model, textOf(path));
        // A set hands out what is added to it while it is walked through.
        if (included) found.add(included.source.file);
      }
  }
  return found;
}

/** `extends: { file, service }`: a use of a service of that file. */
function extendedElsewhere(
  model: ComposeModel,
  models: readonly ComposeModel[],
  scopeOf: (file: string) => string,
): StackReference[] {
  return [...model.services.values()].flatMap((service) => {
    const node = service.get('extends', 'service');
    const name = textOf(node);
    const target = findFile(models, model, service.text('extends', 'file'));
    if (!node || name === undefined || !target || node.source !== model.source) return [];
    const { range } = placeOf(node);
    const { file } = model.source;
    return [
      { kind: 'services', name, range, definition: false, file, scope: scopeOf(target.source.file) } as const,
    ];
  });
}

/** The file that a path in another one means. The files are seen from the folder of the first, or absolute. */
function findFile(
  models: readonly ComposeModel[],
  from: ComposeModel,
  path: string | undefined,
): ComposeModel | undefined {
  if (path === undefined) return undefined;
  const { file } = from.source;
  const wanted = resolvePath(folderOf(file), path);
  const beside = resolvePath('', path);
  const isMain = models[0] === from || /^(?:[\\/]|[A-Za-z]:[\\/])/.test(file);
  return models.find(({ source }) => source.file === wanted || (isMain && source.file === beside));
}
