import type { ChapterId } from '../chapterId';
import type { Message } from '../message';
import type { ComposeModel, FileAccess, Service } from './composeModel';
import type { SchemaProblem } from './schema/schemaProblem';
import type { Edit, Fix, Place, Severity } from './finding';

export const ruleFamilies = [
  'credential',
  'security',
  'limits',
  'supply',
  'schema',
  'correctness',
  'style',
] as const;
export type RuleFamily = (typeof ruleFamilies)[number];

/** `learn` says little and explains it; `recommended` is for a project; `strict` is for what faces the world. */
export const profiles = ['learn', 'recommended', 'strict'] as const;
export type Profile = (typeof profiles)[number];

/** What a rule teaches. Each text has its French in `l10n/fr/rules.json`. */
export interface Explanation {
  /** One line: what the rule looks for. */
  readonly what: Message;
  /** Why it matters. */
  readonly why: Message;
  /** What an attacker or an outage does with it. */
  readonly risk: Message;
  /** What the kernel does underneath, where the rule rests on it. */
  readonly kernelFact?: Message;
  /** The chapter of the course that teaches it. */
  readonly chapter: ChapterId;
}

/** A complete compose file each. They are shown to the learner and are also the rule's tests. */
export interface RuleExamples {
  /** Files in which the rule finds nothing. */
  readonly good: readonly string[];
  /** Files in which the rule finds something. */
  readonly bad: readonly string[];
  /** The files and folders that stand beside the examples, for rules that ask what exists. */
  readonly files?: readonly string[];
}

/** What a rule says about a place; the linter adds the rule's id and severity. */
export interface Report {
  readonly place: Place;
  readonly message: Message;
  readonly related?: readonly { readonly place: Place; readonly message: Message }[];
  readonly fixes?: readonly Fix[];
  /** For the one case in a rule that is worse or milder than the rule's own severity. */
  readonly severity?: Severity;
}

/** Something that is known of a service. */
export interface KeptFact<T> {
  readonly service: Service;
  readonly value: T;
}

/**
 * What `find` finds about each service alone, wherever it stands in the file, in the order of the services: those
 * of which it is undefined are left out, and those whose text stays the same are not asked again. It holds no
 * places and no nodes, and follows from the service, from `given` and from the files that the model was read from.
 * Given only for a file of one document in which no two services have one name and none is merged in.
 */
export type KeepFact = <T>(
  name: string,
  given: string,
  find: (service: Service) => T | undefined,
) => readonly KeptFact<T>[];

export interface RuleContext {
  readonly model: ComposeModel;
  readonly files: FileAccess;
  readonly profile: Profile;
  report(report: Report): void;
  /** Given where a file is linted again and again. */
  readonly keep: KeepFact | undefined;
  /** What breaks the Compose Specification in a service, or (without one) in the rest of the file. */
  schemaProblems(service?: Service): readonly SchemaProblem[];
}

/** One thing to look for; one file each in `rules/`, listed in `rules/registry.ts`. Rules keep no state. */
export interface Rule {
  /** Kebab-case, the family first: `security-privileged`. */
  readonly id: `${RuleFamily}-${string}`;
  readonly family: RuleFamily;
  readonly severities: Readonly<Record<Profile, Severity | 'off'>>;
  readonly explanation: Explanation;
  readonly examples: RuleExamples;
  /**
   * Looks at one service. It may look at nothing but that service (what it merges and extends included): the
   * editor runs it again only for the services that changed. What needs two services, or a top-level section,
   * belongs in `checkFile`.
   */
  checkService?(service: Service, context: RuleContext): void;
  /** Looks at the file as a whole. */
  checkFile?(context: RuleContext): void;
}

/** A fix of one or more edits. `edits` may be undefined (the text gives no safe place): then there is no fix. */
export function fix(
  title: Message,
  edits: readonly Edit[] | undefined,
  { preferred = true }: { preferred?: boolean } = {},
): readonly Fix[] {
  return edits === undefined ? [] : [{ title, preferred, edits }];
}
