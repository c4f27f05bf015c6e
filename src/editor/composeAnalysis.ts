import type { FileAccess } from '../compose/composeModel';
import type { OffsetRange } from '../compose/finding';
import type { CredentialProject } from '../compose/credentials/credentialProject';
import { credentialsOf } from '../compose/credentials/credentialsOf';
import type { CredentialGroup } from '../compose/credentials/linkedCopies';
import { planRewrite, type RewriteOptions } from '../compose/credentials/planRewrite';
import type { RewritePlan } from '../compose/credentials/rewritePlan';
import { suggestNames, type NameSuggestion } from '../compose/completionNames';
import { completionPlace } from '../compose/completionPlace';
import { keyHelp, type KeyHelp } from '../compose/keyHelp';
import { keyAt } from '../compose/keyAt';
import { documentLinks, type ComposeLink } from '../compose/documentLinks';
import { stackReferences, type StackReference } from '../compose/stackReferences';
import { hostPlaces, type HostPlace } from '../compose/hostPlaces';
import { fixAll } from '../compose/fixAll';
import type { LintSettings } from '../compose/control/lintSettings';
import type { LintOptions, LintResult } from '../compose/lintCompose';
import { LintSession } from '../compose/lintSession';
import { parseCompose } from '../compose/parseCompose';
import { readVariables } from '../compose/project/readVariables';
import type { RunChoices } from '../compose/project/linkFiles';
import type { Explanation } from '../compose/rule';
import { rules } from '../compose/rules/registry';
import { lintOptions, lintSet } from './model/lintSet';

/** A file that is looked at, and how the files and variables that are run with it are found. */
export interface ComposeSet {
  readonly main: { readonly file: string; readonly text: string };
  readonly dotEnvFiles: readonly string[];
  readonly files: FileAccess;
  /** Which files and variables were chosen for the run, where that is not left to compose. */
  readonly run: RunChoices;
}

export interface ComposeAnalysis {
  /** What the next analysis of the same file need not find out again. */
  readonly session: LintSession;
  readonly lint: LintResult;
  readonly project: CredentialProject;
  /** Secrets whose value anybody could guess or look up. */
  readonly defaults: readonly CredentialGroup[];
  /** The variables that the run's own files of variables set, such as `COMPOSE_PROJECT_NAME`. */
  readonly variable: (name: string) => string | undefined;
  /** Where `services:` stands; undefined where the file has none. */
  readonly servicesKey: OffsetRange | undefined;
}

/**
 * The one door through which the editor reaches what is heavy of `compose/` (the YAML parser, the rules, the
 * schema): it is loaded when the first compose file is looked at. `before`: the last analysis of the same file;
 * `onFailure` hears of a rule that threw.
 */
export function analyse(
  set: ComposeSet,
  settings: LintSettings,
  before?: ComposeAnalysis,
  onFailure?: LintOptions['onFailure'],
): ComposeAnalysis {
  const session = before?.session ?? new LintSession();
  const lint = lintSet(set, settings, session, onFailure);
  // What cannot be read has no services, whatever its first lines look like.
  const run = lint.unreadable ? parseCompose('', set.main.file) : lint.run;
  const { project, groups } = credentialsOf(run, set.files);
  const services = lint.model.top('services');
  const envFiles = set.dotEnvFiles.flatMap((file) => {
    const text = set.files.readFile(file);
    return text === undefined ? [] : [{ file, text }];
  });
  const variables = readVariables(envFiles);
  return {
    session,
    lint,
    project,
    defaults: groups.filter(({ reason }) => reason !== undefined),
    variable: (name) => variables.get(name)?.value,
    servicesKey: services && { start: services.key.start, end: services.key.end },
  };
}

/** The password that a service has under a name in its files, and whether it is a default one. */
export function passwordOf(
  { project }: ComposeAnalysis,
  service: string,
  name: string,
): { readonly value: string; readonly isDefault: boolean } | undefined {
  const { groups } = credentialsOf(project.run, project.files);
  const site = groups
    .flatMap(({ sites }) => sites)
    .find((one) => one.service === service && one.name === name);
  return site && { value: site.value, isDefault: site.reason !== undefined };
}

/** New passwords for some of the secrets of an analysis. */
export function plan(
  analysis: ComposeAnalysis,
  groups: readonly CredentialGroup[],
  options: RewriteOptions,
): RewritePlan {
  return planRewrite(analysis.project, groups, options);
}

/** What a rule teaches; undefined for a rule that does not exist. */
export function explain(ruleId: string): (Explanation & { readonly examples: RuleExample }) | undefined {
  const rule = rules.find(({ id }) => id === ruleId);
  return (
    rule && { ...rule.explanation, examples: { good: rule.examples.good[0], bad: rule.examples.bad[0] } }
  );
}

interface RuleExample {
  readonly good: string | undefined;
  readonly bad: string | undefined;
}

/** The text that is left when all is mended that needs no decision, round by round, as `unboxed lint --fix` does. */
export function fixedText(set: ComposeSet, settings: LintSettings): string {
  return fixAll(set.main.text, set.main.file, lintOptions(set, settings)).text;
}

/** What would make a text readable that is not YAML. */
export { syntaxFixes } from '../compose/syntaxFixes';

/** What may be written at an offset of a config file, and what is wrong with it. */
export { suggestConfig } from '../compose/control/suggestConfig';
export { readConfig } from '../compose/control/readConfig';

/** What is named in the files of a stack, and where. */
export function namesOf({ lint }: ComposeAnalysis): readonly StackReference[] {
  return lint.unreadable ? [] : lint.run.derive(stackReferences);
}

/** Where the files of a stack name a service as a host. */
export function hostsOf({ lint }: ComposeAnalysis, service: string, files: FileAccess): readonly HostPlace[] {
  return lint.unreadable ? [] : hostPlaces(lint.run, service, files);
}

/** What may be written at an offset of a text that is being typed, in place of the word from `start` on. */
export function suggestionsAt(
  { lint }: ComposeAnalysis,
  text: string,
  offset: number,
): { readonly start: number; readonly names: readonly NameSuggestion[] } {
  const place = completionPlace(text, offset);
  return { start: place.start, names: suggestNames(lint.run, place) };
}

/** The key at an offset, in a learner's words, and the stretch on which it stands. */
export function helpAt({ lint }: ComposeAnalysis, offset: number): (KeyHelp & OffsetRange) | undefined {
  for (const document of lint.model.documents) {
    const found = keyAt(document, offset);
    const help = found && keyHelp(found.path);
    if (help) return { ...help, start: found.key.start, end: found.key.end };
  }
  return undefined;
}

/** What a compose file names that can be opened: files, and the pages of images. */
export function linksOf({ lint }: ComposeAnalysis): readonly ComposeLink[] {
  return lint.unreadable ? [] : documentLinks(lint.model);
}
