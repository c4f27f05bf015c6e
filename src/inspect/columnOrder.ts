/** A column to be placed: where its processes stand decides next to whom. */
export interface Orderable {
  readonly id: string;
  /** Sorts the columns that nothing else puts in an order. */
  readonly sortKey: string;
  /** Namespaces of its processes, without those of the host. */
  readonly regions: ReadonlySet<string>;
  /** How many of its namespaces are the host's: those with more stand nearer to the host. */
  readonly hostRegions: number;
}

/**
 * Columns from left to right: those that share namespaces side by side. Columns of the order before keep
 * their order, whatever changed; new ones come next to whom they share most with, else at the end.
 */
export function columnOrder(
  columns: readonly Orderable[],
  before: readonly string[] = [],
): readonly string[] {
  const held = new Map<string, number>();
  for (const { regions } of columns)
    for (const region of regions) held.set(region, (held.get(region) ?? 0) + 1);
  // Only what several columns share decides who stands beside whom.
  const sharing = (column: Orderable): Orderable => ({
    ...column,
    regions: new Set([...column.regions].filter((region) => (held.get(region) ?? 0) > 1)),
  });
  const byId = new Map(columns.map((column) => [column.id, sharing(column)]));
  const placed = before.flatMap((id) => byId.get(id) ?? []);
  const seen = new Set(placed.map(({ id }) => id));
  const waiting = [...byId.values()]
    .filter(({ id }) => !seen.has(id))
    .sort(
      (a, b) => b.hostRegions - a.hostRegions || compareText(a.sortKey, b.sortKey) || compareText(a.id, b.id),
    );
  while (waiting.length > 0) {
    const last = placed.at(-1);
    const follower = last === undefined ? undefined : bestPartner(last, waiting);
    const next = follower ?? waiting[0];
    if (next === undefined) break;
    waiting.splice(waiting.indexOf(next), 1);
    const partner = follower === undefined ? bestPartner(next, placed) : undefined;
    if (partner === undefined) placed.push(next);
    else placed.splice(placed.indexOf(partner) + 1, 0, next);
  }
  return placed.map(({ id }) => id);
}

/** The one with which most namespaces are shared; undefined when none are. */
function bestPartner(column: Orderable, others: readonly Orderable[]): Orderable | undefined {
  if (column.regions.size === 0) return undefined;
  let best: Orderable | undefined;
  let most = 0;
  for (const other of others) {
    let shared = 0;
    for (const region of other.regions) if (column.regions.has(region)) shared++;
    if (shared > most) {
      most = shared;
      best = other;
    }
  }
  return best;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
