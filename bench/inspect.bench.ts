import type { InspectFacts } from '../src/inspect/inspectFacts';
import { layoutNamespaces } from '../src/inspect/layoutNamespaces';
import { projectKey } from '../src/inspect/pictureColumns';
import { InspectStandalone } from '../test/ui/inspectStandalone';
import { idOf, someFacts } from '../test/unit/inspect/someFacts';
import { median, type BenchRow } from './benchRow';

const frame = 16;
const paintBudget = 500;
/** What is out of sight is drawn in the frames after the first. */
const wholeBudget = 1000;
const projects = 10;

/** Containers of ten projects; every fifth shares the network of the one before it. */
function facts(count: number): InspectFacts {
  return someFacts(
    Array.from({ length: count }, (_, index) => ({
      name: `service-${index}`,
      project: `project-${index % projects}`,
      commands: ['main', 'worker', 'worker'],
      ...(index % 5 === 4 && { joins: { net: `service-${index - 1}` } }),
    })),
  );
}

const inFull = Array.from({ length: projects }, (_, index) => projectKey(`project-${index}`));
const cases = [
  { what: '5 containers', count: 5, expanded: [] },
  { what: '50 containers', count: 50, expanded: [] },
  { what: '200 containers', count: 200, expanded: [] },
  { what: '200 containers, all drawn one by one', count: 200, expanded: inFull },
];

/** How long the pure layout takes. */
export function layout(): BenchRow[] {
  return cases.map(({ what, count, expanded }) => {
    const given = facts(count);
    const options = { width: 1200, expanded: new Set(expanded) };
    for (let run = 0; run < 5; run++) layoutNamespaces(given, options);
    const times = Array.from({ length: 15 }, () => {
      const start = performance.now();
      layoutNamespaces(given, options);
      return performance.now() - start;
    });
    const time = median(times);
    const whole = expanded.length > 0;
    return {
      what: `Inspect Namespaces, layout of ${what}`,
      value: `${time.toFixed(1)} ms`,
      ...(whole ? {} : { budget: `< ${frame} ms, one frame`, ok: time < frame }),
    };
  });
}

/** From the facts' arrival in the page to the frame that shows them, in a real browser. */
export async function firstPaint(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const { what, count, expanded } of cases) {
    const given = facts(count);
    const awaited =
      count > 12 && expanded.length === 0 ? `column:${projectKey('project-0')}` : `column:${idOf(0)}`;
    const times: number[] = [];
    for (let run = 0; run < 3; run++) {
      const standalone = await InspectStandalone.open({
        facts: someFacts([]),
        state: { choices: { expanded } },
      });
      times.push(
        await standalone.page.evaluate<number>(`new Promise((resolve) => {
          const start = performance.now();
          const look = () => requestAnimationFrame(() =>
            document.querySelector('[data-shape="${awaited}"]') === null
              ? look()
              : requestAnimationFrame(() => resolve(performance.now() - start)));
          window.postMessage(${JSON.stringify({
            type: 'facts',
            facts: given,
            selection: { engine: 'default', projects: [], containers: [] },
          })}, '*');
          look();
        })`),
      );
      await standalone.close();
    }
    const time = median(times);
    const budget = expanded.length > 0 ? wholeBudget : paintBudget;
    rows.push({
      what: `Inspect Namespaces, first paint of ${what}`,
      value: `${time.toFixed(0)} ms`,
      budget: `< ${budget} ms`,
      ok: time < budget,
    });
  }
  return rows;
}
