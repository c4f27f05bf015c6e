import type { ChapterId } from '../chapterId';
import type { Message } from '../message';
import type { CourseFacts } from './facts';
import type { Question } from './question';

/** Every container, network, volume and image that an exercise makes carries this label, its value the exercise's id. */
export const courseLabel = 'unboxed.course';

/**
 * And this one, its value the run (`LabRun.run`) that made it. Only what carries it, and has it from no image, is
 * ever removed: labels are inherited by whatever the learner builds or commits from a lab.
 */
export const runLabel = 'unboxed.run';

/**
 * Something to do that the engine can confirm. Data and pure functions: the shell (tree, page, labs) knows no
 * exercise by name, so that a new one needs no change there. See walkthroughs/AUTHORS.md.
 */
export interface Exercise {
  readonly id: string;
  readonly title: Message;
  readonly goal: Message;
  /** What to do, step by step. */
  readonly steps?: readonly Message[];
  /** Containers that the exercise starts from: arguments of `docker`, run in order when it is started. */
  readonly lab?: (lab: LabRun) => readonly DockerArguments[];
  /** Images that it needs; when absent, an image with a shell for its lab and trials. */
  readonly images?: (choice: ImageChoice) => readonly string[];
  /** True where it can be done though no engine answers. */
  readonly withoutEngine?: boolean;
  /** What the lab may do beyond an ordinary container; the learner is asked before it starts. */
  readonly rights?: Message;
  /** Commands whose output the exercise reads again and again. */
  readonly probes?: readonly Probe[];
  /** The same, run on the learner's machine itself: on Linux, and only where the workspace is trusted. */
  readonly hostProbes?: readonly HostProbe[];
  /** Parts that the goal is made of, added one at a time; the picture grows with each. */
  readonly stages?: (facts: CourseFacts) => readonly Stage[];
  /** Where “Open a Terminal” leads, when not to an ordinary shell whose docker command knows the engine. */
  readonly terminal?: LabTerminal;
  /** Runs to compare with each other, started by the learner. */
  readonly trials?: (lab: LabRun) => readonly Trial[];
  /** What the course says of it, shown beside the learner's numbers. */
  readonly claim?: Message;
  /** Numbers to draw as bars once the trials ran. */
  readonly chart?: (facts: CourseFacts) => readonly Bar[];
  /** What to draw second by second while a trial runs, each in a chart of its own. */
  readonly curves?: (facts: CourseFacts) => readonly Curve[];
  /** Questions about what is observed right now. All must be answered right for the exercise to be done. */
  readonly questions?: (facts: CourseFacts) => readonly Question[];
  /** Facts of this moment to be remembered while the exercise runs, for checks over time. */
  readonly marks?: (facts: CourseFacts) => readonly string[];
  /** Is it done? Asked again whenever the facts change; a click never decides it. */
  readonly check: (facts: CourseFacts) => boolean;
  /** What stands between the learner's real state and the goal, the most useful first. Empty when done. */
  readonly hints: (facts: CourseFacts) => readonly Message[];
  /** Shell commands of one way that works. */
  readonly solution?: (lab: LabContext) => readonly string[];
  /** Why it worked: shown after success. Where it depends on what was measured, a function of it. */
  readonly explanation: readonly Message[] | ((facts: CourseFacts) => readonly Message[]);
  readonly errata?: readonly Erratum[];
  /** True where the exercise looks at containers of the learner's own too. */
  readonly ownContainers?: boolean;
  /** True where it is about the sample stack: file and running state are compared. */
  readonly stack?: boolean;
  /** A thing to open or run: a command of Unboxed. */
  readonly action?: {
    readonly command: string;
    readonly label: Message;
    readonly args?: readonly unknown[];
  };
}

/** What an image can be chosen from. */
export interface ImageChoice {
  /** Names of the images on the engine. */
  readonly present: readonly string[];
  /** The image that the learner named in the settings; empty when none. */
  readonly configured: string;
}

export interface LabContext {
  /** An image with a shell, on the engine already. */
  readonly image: string;
  /** Seconds after which the lab ends by itself; `labLifetime` when absent. */
  readonly lifetime?: number;
}

/** One start of a lab, or of its trials. */
export interface LabRun extends LabContext {
  /** Names it, unlike any other: letters and digits. */
  readonly run: string;
}

export type DockerArguments = readonly string[];

/** A command run in a container of the lab each time that something happened there. */
export interface Probe {
  readonly key: string;
  /** The container's name. */
  readonly container: string;
  readonly command: readonly string[];
}

/** A command run on the learner's own machine. Its reading begins with the exit code on a line of its own. */
export interface HostProbe {
  readonly key: string;
  readonly command: readonly string[];
}

/** One part of the goal: a frame in the picture once it is reached. */
export interface Stage {
  readonly id: string;
  readonly label: Message;
  /** What the learner may type for it. */
  readonly command: string;
  readonly reached: boolean;
  /** What was read of it in the kernel's files, once it is reached. */
  readonly seen?: string;
  /** Why it can't be reached on this engine; it is not asked for then. */
  readonly impossible?: Message;
}

export type LabTerminal =
  | { readonly kind: 'container'; readonly name: string }
  /** A shell of this machine, its processes marked by a variable of their environment. */
  | { readonly kind: 'here'; readonly environment: Readonly<Record<string, string>> };

/** A command that ends by itself, run `times` times. */
export interface Trial {
  readonly id: string;
  readonly label: Message;
  readonly docker: DockerArguments;
  /** Given to the command on its standard input. */
  readonly stdin?: string;
  readonly times: number;
}

export interface Bar {
  readonly label: Message;
  /** One number a run, in the unit of `unit`. */
  readonly values: readonly number[];
  readonly unit: Message;
}

/** Something that changes while a trial runs. */
export interface Curve {
  readonly label: Message;
  /** Absent for what is counted. */
  readonly unit?: Message;
  readonly points: readonly CurvePoint[];
  /** Drawn as a line above which the values can't get. */
  readonly limit?: { readonly value: number; readonly label: Message };
  /** What the axis reaches at least, so that what is small looks small. */
  readonly atLeast?: number;
}

export interface CurvePoint {
  /** Since the trial was started. */
  readonly second: number;
  readonly value: number;
}

/** A fact of the course that is no longer, or never was, as it says. */
export interface Erratum {
  readonly course: Message;
  readonly today: Message;
  readonly source: string;
}

export interface Chapter {
  /** Also the id of the walkthrough's step, where it has one. */
  readonly id: ChapterId;
  readonly title: Message;
  readonly exercises: readonly Exercise[];
}
