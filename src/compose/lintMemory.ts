import type { FileAccess, Service } from './composeModel';
import type { Finding, Place } from './finding';
import { originOf } from './yaml/movedNodes';
import type { Pair, YamlNode } from './yamlNodes';

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

interface Fact {
  readonly given: string;
  readonly value: unknown;
}

/**
 * What the linter found in each service of a file, for the next time: a service whose text is the same, and that
 * reads nothing of the others, has the same findings. Knows a service by the node of its name, as it was first
 * read.
 */
export class LintMemory {
  private findings = new Map<YamlNode, Kept>();
  private facts = new WeakMap<YamlNode, Map<string, Fact>>();
  /** The same by the services of the model that is looked at. */
  private run = new WeakMap<Service, Map<string, Fact>>();

  /** The findings of a service's own rules; `check` looks for them with the files that it is given. */
  findingsOf(
    service: Service,
    files: FileAccess,
    check: (files: FileAccess) => readonly Finding[],
  ): readonly Finding[] {
    const key = originOf(service.nameNode);
    const known = this.findings.get(key);
    if (known?.questions.every(({ ask, answer }) => ask(files) === answer)) return known.findings;
    const questions: Question[] = [];
    const findings = check(heard(files, questions));
    if (!service.has('extends')) this.findings.set(key, { findings, questions });
    return findings;
  }

  keep<T>(service: Service, name: string, given: string, find: () => T): T {
    let facts = this.run.get(service);
    if (!facts) this.run.set(service, (facts = this.factsOf(service)));
    const known = facts.get(name);
    if (known?.given === given) return known.value as T;
    const value = find();
    facts.set(name, { given, value });
    return value;
  }

  /** What is known of a service; of one that follows another nothing is, beyond the moment. */
  private factsOf(service: Service): Map<string, Fact> {
    const key = originOf(service.nameNode);
    const known = service.has('extends') ? undefined : this.facts.get(key);
    if (known) return known;
    const facts = new Map<string, Fact>();
    if (!service.has('extends')) this.facts.set(key, facts);
    return facts;
  }

  /** All that stood from `from` on stands `by` further on; what is not in `services` any more is forgotten. */
  move(file: string, services: readonly Pair[], from: number, by: number): void {
    const kept = new Map<YamlNode, Kept>();
    for (const { key } of services) {
      const origin = originOf(key);
      const known = this.findings.get(origin);
      if (known)
        kept.set(origin, by === 0 ? known : { ...known, findings: moved(known.findings, file, from, by) });
    }
    this.findings = kept;
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
  const move = <T extends Place>(place: T): T => {
    const { start, end } = place.range;
    return place.file !== file || start < from
      ? place
      : { ...place, range: { start: start + by, end: end + by } };
  };
  return findings.map((finding) => ({
    ...move(finding),
    related: finding.related.map(({ place, message }) => ({ place: move(place), message })),
    fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(move) })),
  }));
}
