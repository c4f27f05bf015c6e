import type { ComposeModel, Service } from '../composeModel';
import type { KeepFact } from '../rule';
import { valueAt, type MapNode } from '../yamlNodes';
import { WrittenMap } from '../yaml/writtenMap';
import { badVariables } from './badVariables';
import { topLevelClashes } from './checkClashes';
import { consistencyProblems } from './checkConsistency';
import { formatProblems } from './checkFormats';
import { ShapeWalk } from './checkShape';
import type { SchemaProblem } from './schemaProblem';
import { composeShapes, serviceShape } from './shape';

/** What does not fit the Compose Specification outside the services: each service is checked on its own. */
export function fileProblems(model: ComposeModel, keep?: KeepFact): readonly SchemaProblem[] {
  const name = nameOf(model.source.file);
  const fitting = fittingServices(model, keep);
  const walk = new ShapeWalk([], name, serviceShape, fitting, ({ source }) => model.variables(source));
  for (const document of model.documents) walk.check(document, 0);
  if (model.documents.length === 0) walk.check(model.root, 0);
  return [...walk.problems, ...topLevelClashes(model), ...badVariables(model, keep)];
}

/** What does not fit in one service. */
export function serviceProblems(service: Service): readonly SchemaProblem[] {
  const shape = composeShapes[serviceShape];
  if (!shape) return [];
  const variablesOf = service.variablesOf.bind(service);
  const walk = new ShapeWalk(['services', service.name], '', undefined, undefined, variablesOf);
  for (const piece of service.pieces) walk.checkMap(piece, shape);
  return [...walk.problems, ...formatProblems(service), ...consistencyProblems(service)];
}

/** The map of the services, where all their names fit and each of them is a map. */
function fittingServices(model: ComposeModel, keep: KeepFact | undefined): MapNode | undefined {
  const services = valueAt(model.root, 'services');
  const index = composeShapes[0]?.keys?.['services'];
  if (!keep || services?.type !== 'map' || index === undefined) return undefined;
  const fits = ({ name }: Service): boolean => {
    const pair = services.find(name);
    if (!pair) return false;
    const { source, start, end, tag, anchor, flow } = services;
    const walk = new ShapeWalk([], '', serviceShape);
    walk.check(new WrittenMap({ source, start, end, tag, anchor, flow, pairs: [pair] }), index);
    return walk.problems.length === 0;
  };
  return keep('misfit', '', (service) => !fits(service) || undefined).length === 0 ? services : undefined;
}

const nameOf = (file: string): string => file.split(/[\\/]/).pop() ?? file;
