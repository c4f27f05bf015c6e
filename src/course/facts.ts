import type { NamespaceInodes } from '../kernel/namespaceTypes';

/**
 * What was observed of the learner's machine at one moment. The shell gathers it from the engine; exercises
 * are pure functions over it. A part that could not be observed is absent, never guessed.
 */
export interface CourseFacts {
  readonly engine?: EngineFacts;
  /** Images on the engine; absent while the exercise needs none, and until they were read. */
  readonly images?: readonly ImageFact[];
  /** Engines that can be chosen on this machine, by name. */
  readonly engines: readonly string[];
  readonly containers: readonly ObservedContainer[];
  /** Ids of those that were there when the exercise was opened: none of its business. Absent until it is known. */
  readonly before?: ReadonlySet<string>;
  /** Containers that ended while the course watched, removed ones too. */
  readonly endings: readonly Ending[];
  /** Compose projects of this workspace that look like the sample stack, those with containers first. */
  readonly stacks: readonly StackFacts[];
  /** What the exercise's probes printed, by the probe's key. */
  readonly readings: Readonly<Record<string, string>>;
  /** What the learner answered, by the question's id. */
  readonly answers: Readonly<Record<string, string>>;
  /** Trials that ran, in order. */
  readonly results: readonly TrialResult[];
  /** Facts of earlier moments that the exercise asked to remember (`Exercise.marks`). */
  readonly marks: ReadonlySet<string>;
}

export interface EngineFacts {
  readonly version: string;
  readonly kernel: string;
  readonly cgroupVersion: 1 | 2;
  readonly defaultRuntime: string;
  readonly runtimes: readonly string[];
}

export interface ImageFact {
  /** Begins with `sha256:`. */
  readonly id: string;
  readonly digests: readonly string[];
  readonly tags: readonly string[];
  /** Bytes on the engine's disk. */
  readonly size: number;
}

export interface ObservedContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly running: boolean;
  /** Seconds since the epoch; 0 when not known. */
  readonly created: number;
  /** Absent while it runs, or when the engine does not say. */
  readonly exitCode?: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Read for containers that the running exercise looks at. */
  readonly details?: ContainerDetails;
}

/** What the engine declares and the kernel shows of one container. */
export interface ContainerDetails {
  /** Process 1 of the container, as the engine's host numbers it; 0 when it does not run. */
  readonly hostPid: number;
  /** Bytes; 0 for no limit. */
  readonly memory: number;
  readonly networkMode: string;
  readonly hostname: string;
  readonly privileged: boolean;
  readonly mounts: readonly { readonly type: string; readonly name?: string; readonly destination: string }[];
  readonly processes: readonly ObservedProcess[];
  /** Of process 1, as observed; a type that could not be read is absent. */
  readonly namespaces: NamespaceInodes;
}

/** A process with its numbers as the engine's host sees them. */
export interface ObservedProcess {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
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
  /** The same in the environment of the containers that run; absent when that was not read. */
  readonly runningDefaultPasswords?: number;
  /** State of each service as the engine shows it. */
  readonly services: Readonly<Record<string, 'running' | 'stopped'>>;
  readonly pad?: PadFacts;
  /** Services of which the running container differs from the file; absent when not compared. */
  readonly drifted?: readonly string[];
}

/** What HTTP requests to the published ports of the stack gave. */
export interface PadFacts {
  readonly padPort?: number;
  readonly padAnswers: boolean;
  readonly proxyPort?: number;
  /** The `Location` of the proxy's answer, when it was a redirect. */
  readonly redirect?: string;
}

/** One run of a trial's command. */
export interface TrialResult {
  readonly trial: string;
  readonly seconds: number;
  readonly exitCode: number;
  readonly output: string;
  /** For each line of its standard output, seconds from the start until it was there. */
  readonly lineTimes: readonly number[];
  /** What the engine was asked meanwhile, about once a second. */
  readonly answers: readonly EngineAnswer[];
}

/** How long the engine took for an answer, which says how its machine fares. */
export interface EngineAnswer {
  /** Since the trial was started. */
  readonly second: number;
  /** So far, for the one that it still owes. */
  readonly milliseconds: number;
}

export const noFacts: CourseFacts = {
  engines: [],
  containers: [],
  endings: [],
  stacks: [],
  readings: {},
  answers: {},
  results: [],
  marks: new Set(),
};
