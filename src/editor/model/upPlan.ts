/** What compose would do with containers that there are, each by its name, and each once. */
export interface UpPlan {
  /** Ended and made anew: what they wrote outside of volumes is gone. */
  readonly recreated: readonly string[];
  /** Ended and removed: their service is no longer in the files, or there are more of them than it asks for. */
  readonly removed: readonly string[];
  /** Ended and started again, as `depends_on` with `restart: true` asks for. */
  readonly restarted: readonly string[];
}

/** In compose's own words; a container on which more than one falls gets the first of the table. */
const deeds: readonly (readonly [keyof UpPlan, RegExp])[] = [
  ['recreated', /^Recreated?$/],
  ['removed', /^Remov(?:ing|ed)$/],
  ['restarted', /^(?:Restart(?:ing|ed)?|Stopp(?:ing|ed))$/],
];

/** Reads what `docker compose --dry-run up` says: a line for each step (`Container NAME  Recreate`). */
export function parseUpPlan(output: string): UpPlan {
  const words = new Map<string, Set<keyof UpPlan>>();
  for (const [, name = '', word = ''] of output.matchAll(/\bContainer (\S+) +(\w+)/g)) {
    const found = deeds.find(([, pattern]) => pattern.test(word));
    if (found) words.set(name, (words.get(name) ?? new Set()).add(found[0]));
  }
  const first = (deed: keyof UpPlan): string[] =>
    [...words]
      .filter(([, all]) => deeds.find(([one]) => all.has(one))?.[0] === deed)
      .map(([name]) => name)
      .sort();
  return { recreated: first('recreated'), removed: first('removed'), restarted: first('restarted') };
}
