import { msg } from '../../message';
import type { ComposeModel, Service } from '../composeModel';
import { referringServices, serviceReferences, type ServiceReference } from '../facts/serviceReferences';
import type { Rule } from '../rule';

export const correctnessDependencyCycle: Rule = {
  id: 'correctness-dependency-cycle',
  family: 'correctness',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('Services wait for each other in a circle.'),
    why: msg(
      'Compose starts a service after those that it depends on; in a circle there is no first one. Drop one of the dependencies and let that service retry its connection.',
    ),
    risk: msg('Compose refuses the whole file: no service starts.'),
    chapter: 'infrastructureAsCode',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    depends_on: [app, db]
  app:
    image: example.org/app:1
    depends_on: [db]
  db:
    image: postgres:17
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    depends_on: [app]
  app:
    image: example.org/app:1
    links: [web]
`,
      `services:
  web:
    image: nginx:1.27
    depends_on: [web]
`,
      `services:
  one:
    extends: two
  two:
    extends: { service: one }
`,
    ],
  },
  checkFile({ keep, model, report }) {
    const say = (cycle: readonly Step[]): void => {
      const closing = cycle.at(-1);
      if (!closing) return;
      const names = cycle.slice(0, 8).map(({ from }) => from);
      report({
        place: closing.reference.place,
        message: msg(
          'These services wait for each other: {0}. Compose refuses the file.',
          [...names, closing.reference.name].join(' → '),
        ),
        related: cycle
          .slice(0, 8)
          .flatMap(({ reference }) =>
            reference === closing.reference
              ? []
              : [{ place: reference.place, message: msg('Another link of the circle') }],
          ),
      });
    };
    const starts = referringServices(model, keep);
    findCycles(model, starts, (key) => key !== 'extends' && key !== 'additional_contexts', say);
    findCycles(model, starts, (key) => key === 'extends', say);
  },
};

interface Step {
  readonly from: string;
  readonly reference: ServiceReference;
}

/** More circles than these in one file say nothing new. */
const mostCycles = 20;

/** Depth first, without recursion: a chain of ten thousand services is fine. */
function findCycles(
  model: ComposeModel,
  starts: readonly Service[],
  follows: (key: ServiceReference['key']) => boolean,
  found: (cycle: readonly Step[]) => void,
): void {
  const done = new Set<string>();
  let cycles = 0;
  for (const { name: start } of starts) {
    if (done.has(start)) continue;
    const depthOf = new Map([[start, 0]]);
    const path: { name: string; references: readonly ServiceReference[]; next: number }[] = [
      { name: start, references: referencesOf(model, start, follows), next: 0 },
    ];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const reference = top.references[top.next++];
      if (!reference) {
        done.add(top.name);
        depthOf.delete(top.name);
        path.pop();
        continue;
      }
      const depth = depthOf.get(reference.name);
      if (depth !== undefined) {
        if (++cycles > mostCycles) return;
        found(
          path.slice(depth).flatMap(({ name, references, next }) => {
            const step = references[next - 1];
            return step ? [{ from: name, reference: step }] : [];
          }),
        );
      } else if (!done.has(reference.name)) {
        depthOf.set(reference.name, path.length);
        path.push({
          name: reference.name,
          references: referencesOf(model, reference.name, follows),
          next: 0,
        });
      }
    }
  }
}

function referencesOf(
  model: ComposeModel,
  name: string,
  follows: (key: ServiceReference['key']) => boolean,
): readonly ServiceReference[] {
  const service = model.services.get(name);
  return service ? serviceReferences(service).filter(({ key }) => follows(key)) : [];
}
