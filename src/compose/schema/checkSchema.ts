import type { ComposeModel, Service } from '../composeModel';
import { formatProblems } from './checkFormats';
import { ShapeWalk } from './checkShape';
import type { SchemaProblem } from './schemaProblem';
import { composeShapes, serviceShape } from './shape';

/** What does not fit the Compose Specification outside the services: each service is checked on its own. */
export function fileProblems(model: ComposeModel): readonly SchemaProblem[] {
  const walk = new ShapeWalk([], nameOf(model.source.file), serviceShape);
  for (const document of model.documents) walk.check(document, 0);
  if (model.documents.length === 0) walk.check(model.root, 0);
  return walk.problems;
}

/** What does not fit in one service. */
export function serviceProblems(service: Service): readonly SchemaProblem[] {
  const shape = composeShapes[serviceShape];
  if (!shape) return [];
  const walk = new ShapeWalk(['services', service.name], '');
  for (const piece of service.pieces) walk.checkMap(piece, shape);
  return [...walk.problems, ...formatProblems(service)];
}

const nameOf = (file: string): string => file.split(/[\\/]/).pop() ?? file;
