/**
 * What was observed of the learner's machine at one moment. The shell gathers it from the engine; exercises
 * are pure functions over it. A part that could not be observed is absent, never guessed.
 */
export interface CourseFacts {
  readonly containers: readonly ObservedContainer[];
  /** Containers that ended while the course watched, removed ones too. */
  readonly endings: readonly Ending[];
  /** Compose projects that look like the sample stack, the most advanced first. */
  readonly stacks: readonly StackFacts[];
}

export interface ObservedContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly running: boolean;
  /** Absent while it runs, or when the engine does not say. */
  readonly exitCode?: number;
  readonly labels: Readonly<Record<string, string>>;
}

export interface Ending {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly exitCode: number;
}

export interface StackFacts {
  /** The compose file, as people name it. */
  readonly file: string;
  /** Places in the file where a well-known password stands; absent when the file could not be read. */
  readonly defaultPasswords?: number;
  /** State of each service as the engine shows it. */
  readonly services: Readonly<Record<string, 'running' | 'stopped'>>;
  readonly pad?: PadFacts;
}

/** What HTTP requests to the published ports of the stack gave. */
export interface PadFacts {
  readonly padPort?: number;
  readonly padAnswers: boolean;
  readonly proxyPort?: number;
  /** The `Location` of the proxy's answer, when it was a redirect. */
  readonly redirect?: string;
}

export const noFacts: CourseFacts = { containers: [], endings: [], stacks: [] };
