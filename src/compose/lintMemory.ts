import type { FileAccess, Service } from './composeModel';
import type { Finding, Place } from './finding';
import type { KeptFact } from './rule';

/** What was asked of the files around, and the answer. */
export interface Question {
  readonly ask: (files: FileAccess) => unknown;
  readonly path: string;
  readonly answer: unknown;
}

interface Kept {
  readonly findings: readonly Finding[];
  readonly questions: readonly Question[];
}

/** What one look at the services found, by their indices. */
interface FactList {
  readonly given: string;
  readonly values: Map<number, unknown>;
  /** The indices of `values` in order; undefined after one has come or gone. */
  order: readonly number[] | undefined;
  /** The services that have changed since. */
  readonly stale: Set<number>;
}

/**
 * What the linter found in each service of a file, for the next time: a service whose text is the same, and that
 * reads nothing of the others, has the same findings. Knows a service by its index in the file; when one changes,
 * as many services stand there as before.
 */
export class LintMemory {
  private kept: (Kept | undefined)[] = [];
  private readonly facts = new Map<string, FactList>();
  /** The services that take something from another one: what is known of them counts only for the moment. */
  private readonly followers = new Set<number>();
  private readonly changed = new Set<number>();
  private services: ReadonlyMap<string, Service> | undefined;
  private names: readonly string[] = [];

  /** Speaks of these services from now on: of them, those that were there before and did not change are known. */
  look(services: ReadonlyMap<string, Service>): void {
    const first = this.services === undefined;
    this.services = services;
    this.names = [...services.keys()];
    for (const index of first ? this.names.keys() : this.changed)
      if (this.at(index).has('extends')) this.followers.add(index);
      else this.followers.delete(index);
    this.changed.clear();
  }

  /** The findings of each service's own rules; `check` looks for them with the files that it is given. */
  findings(
    files: FileAccess,
    check: (service: Service, files: FileAccess) => readonly Finding[],
  ): readonly Finding[] {
    const found: Finding[] = [];
    for (const index of this.names.keys()) {
      const known = this.kept[index];
      const counts = known?.questions.every(({ ask, answer }) => ask(files) === answer) === true;
      for (const finding of counts ? known.findings : this.check(index, files, check)) found.push(finding);
    }
    return found;
  }

  /** See `KeepFact`. */
  find<T>(name: string, given: string, find: (service: Service) => T | undefined): readonly KeptFact<T>[] {
    let list = this.facts.get(name);
    if (list?.given !== given) {
      list = { given, values: new Map(), order: undefined, stale: new Set(this.names.keys()) };
      this.facts.set(name, list);
    }
    for (const index of list.stale) look(list, index, find(this.at(index)));
    for (const index of this.followers) if (!list.stale.has(index)) look(list, index, find(this.at(index)));
    list.stale.clear();
    list.order ??= [...list.values.keys()].sort((a, b) => a - b);
    const { values } = list;
    // Only `find` itself puts anything under its name.
    return list.order.map((index) => new FactOf(this, index, values.get(index) as T));
  }

  at(index: number): Service {
    const service = this.services?.get(this.names[index] ?? '');
    if (!service) throw new Error('As many services are there as names');
    return service;
  }

  /** The service at `index` was read anew; all that stood from `from` on stands `by` further on. */
  move(file: string, index: number, from: number, by: number): void {
    this.changed.add(index);
    for (const { stale } of this.facts.values()) stale.add(index);
    this.kept[index] = undefined;
    if (by === 0) return;
    this.kept = this.kept.map(
      (known) => known && { ...known, findings: moved(known.findings, file, from, by) },
    );
  }

  private check(
    index: number,
    files: FileAccess,
    check: (service: Service, files: FileAccess) => readonly Finding[],
  ): readonly Finding[] {
    const questions: Question[] = [];
    const findings = check(this.at(index), heard(files, questions));
    this.kept[index] = this.followers.has(index) ? undefined : { findings, questions };
    return findings;
  }
}

function look(list: FactList, index: number, value: unknown): void {
  if (list.values.has(index) === (value === undefined)) list.order = undefined;
  if (value === undefined) list.values.delete(index);
  else list.values.set(index, value);
}

/** The service itself is looked at only where somebody wants it. */
class FactOf<T> implements KeptFact<T> {
  constructor(
    private readonly memory: LintMemory,
    private readonly index: number,
    readonly value: T,
  ) {}

  get service(): Service {
    return this.memory.at(this.index);
  }
}

/** The files around, hearing what is asked of them. */
export function heard(files: FileAccess, questions: Question[]): FileAccess {
  const hear = <T>(path: string, ask: (files: FileAccess) => T): T => {
    const answer = ask(files);
    questions.push({ ask, path, answer });
    return answer;
  };
  return {
    readFile: (path) => hear(path, (around) => around.readFile(path)),
    exists: (path) => hear(path, (around) => around.exists(path)),
  };
}

function moved(findings: readonly Finding[], file: string, from: number, by: number): readonly Finding[] {
  const stands = (place: Place): boolean => place.file !== file || place.range.start < from;
  const move = <T extends Place>(place: T): T => {
    if (stands(place)) return place;
    const { start, end } = place.range;
    return { ...place, range: { start: start + by, end: end + by } };
  };
  const still = findings.every(
    (finding) =>
      stands(finding) &&
      finding.related.every(({ place }) => stands(place)) &&
      finding.fixes.every(({ edits }) => edits.every(stands)),
  );
  if (still) return findings;
  return findings.map((finding) => ({
    ...move(finding),
    related: finding.related.map(({ place, message }) => ({ place: move(place), message })),
    fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(move) })),
  }));
}
