import type { Rule } from '../rule';
import type { SchemaProblemKind } from './schemaProblem';

/** The checks of a rule that reports one kind of breach of the Compose Specification. */
export function reportSchema(kind: SchemaProblemKind): Required<Pick<Rule, 'checkFile' | 'checkService'>> {
  return {
    checkFile({ schemaProblems, report }) {
      for (const problem of schemaProblems()) if (problem.kind === kind) report(problem);
    },
    checkService(service, { schemaProblems, report }) {
      for (const problem of schemaProblems(service)) if (problem.kind === kind) report(problem);
    },
  };
}
