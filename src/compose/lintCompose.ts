import type { ComposeModel, FileAccess, Service } from './composeModel';
import type { Finding, Severity } from './finding';
import { parseCompose } from './parseCompose';
import { withoutDisabled } from './control/disableComments';
import { linkFiles, type RunChoices } from './project/linkFiles';
import type { LintSettings } from './control/lintSettings';
import type { LintMemory } from './lintMemory';
import type { Report, Rule, RuleContext } from './rule';
import { rules as allRules } from './rules/registry';
import { fileProblems, serviceProblems } from './schema/checkSchema';
import type { SchemaProblem } from './schema/schemaProblem';
import type { SourceText } from './yamlNodes';

export interface LintOptions extends LintSettings {
  /** What stands around the file; without it, nothing is known of other files. */
  readonly files?: FileAccess;
  /** Which files are run together, where that is not left to Compose. */
  readonly run?: RunChoices;
  /** The rules to run instead of all. */
  readonly rules?: readonly Rule[];
  /** Hears of a rule that threw; the others go on. Without it, the failure is the caller's. */
  readonly onFailure?: (ruleId: string, error: unknown) => void;
}

/** What the linter has to say about one file. */
export interface LintResult {
  /** The file alone. */
  readonly model: ComposeModel;
  /** The file with all that Compose reads together with it. */
  readonly run: ComposeModel;
  /**
   * Those of the file first, in its order, then those that stand in the files that it takes in; of an override
   * its own alone, for the file under it speaks for both. Empty where the file is not YAML.
   */
  readonly findings: readonly Finding[];
  /** True where the text is not YAML: `model.problems` says why, and nothing else can be said. */
  readonly unreadable: boolean;
}

/** Nothing is known of other files. */
export const noFiles: FileAccess = { readFile: () => undefined, exists: () => undefined };

/** Lints one compose file. Pure: what it needs of other files it asks of `options.files`. */
export function lintCompose(text: string, file: string, options: LintOptions = {}): LintResult {
  const model = parseCompose(text, file);
  if (model.problems.length > 0) return { model, run: model, findings: [], unreadable: true };
  const run = linkFiles(model, options.files ?? noFiles, options.run);
  return { model, run, findings: runRules(run, options), unreadable: false };
}

/** Runs the rules on a model that is already there; `memory`, which looks at it, knows what they found before. */
export function runRules(
  model: ComposeModel,
  options: LintOptions = {},
  memory?: LintMemory,
): readonly Finding[] {
  const { profile = 'learn', files: around = noFiles, severities: set = {}, rules = allRules } = options;
  const schema = new Map<Service | undefined, readonly SchemaProblem[]>();
  const schemaProblems = (service?: Service): readonly SchemaProblem[] => {
    const known = schema.get(service);
    if (known) return known;
    const made = service ? serviceProblems(service) : fileProblems(model, keep);
    schema.set(service, made);
    return made;
  };
  const keep: RuleContext['keep'] = memory && ((name, given, find) => memory.find(name, given, find));
  const judged = rules.flatMap((rule): readonly JudgedRule[] => {
    const own = set[rule.id];
    const severity = own ?? rule.severities[profile];
    return severity === 'off' ? [] : [{ rule, severity, fixed: own !== undefined }];
  });
  const ofFile = judged.filter(({ rule }) => rule.checkFile);
  const ofService = judged.filter(({ rule }) => rule.checkService);
  const { onFailure } = options;
  /** Runs rules one after the other, on a service or on the whole file, and puts what they report into `findings`. */
  const run = (
    of: readonly JudgedRule[],
    findings: Finding[],
    files: FileAccess,
    service?: Service,
  ): void => {
    // One context for all: making one for each rule would cost more than most rules do.
    let running: JudgedRule | undefined;
    const report = (said: Report): void => {
      if (running) findings.push(findingOf(said, running));
    };
    const context: RuleContext = { model, files, profile, report, schemaProblems, keep };
    for (running of of)
      try {
        if (service) running.rule.checkService?.(service, context);
        else running.rule.checkFile?.(context);
      } catch (error) {
        if (!onFailure) throw error;
        onFailure(running.rule.id, error);
      }
  };
  const found: Finding[] = [];
  run(ofFile, found, around);
  if (!memory) for (const service of model.services.values()) run(ofService, found, around, service);
  else
    for (const finding of memory.findings(around, (service, files) => {
      const own: Finding[] = [];
      run(ofService, own, files, service);
      return own.sort(inFileOrder);
    }))
      found.push(finding);
  const mine = (finding: Finding): number => (finding.file === model.source.file ? 0 : 1);
  found.sort((a, b) => mine(a) - mine(b) || inFileOrder(a, b));
  // The first file of a run answers for all of them; what is put over it speaks for itself alone.
  const counted = model.base ? found.filter((finding) => mine(finding) === 0) : found;
  const said = counted.filter(isNew);
  return textsOf(model, said, around).reduce<readonly Finding[]>(
    (left, { text, file }) => withoutDisabled(text, file, left),
    said,
  );
}

/** A rule that is on, and how bad what it finds is. */
interface JudgedRule {
  readonly rule: Rule;
  readonly severity: Severity;
  /** Set by the user, who has the last word. */
  readonly fixed: boolean;
}

function findingOf(said: Report, { rule, severity, fixed }: JudgedRule): Finding {
  return {
    file: said.place.file,
    range: said.place.range,
    ruleId: rule.id,
    severity: fixed ? severity : (said.severity ?? severity),
    message: said.message,
    related: said.related ?? [],
    fixes: said.fixes ?? [],
  };
}

/** The texts in which findings stand: those of the run, `.env` and the other files that were only read along. */
function textsOf(model: ComposeModel, findings: readonly Finding[], files: FileAccess): SourceText[] {
  const known = new Set(model.sources.map(({ file }) => file));
  const others = new Set(findings.map(({ file }) => file).filter((file) => !known.has(file)));
  return [...model.sources, ...[...others].map((file) => ({ file, text: files.readFile(file) ?? '' }))];
}

/** Services that take a value from one anchor have one place to mend: it is said once. */
function isNew(finding: Finding, index: number, sorted: readonly Finding[]): boolean {
  const before = sorted[index - 1];
  return before === undefined || before.ruleId !== finding.ruleId || inFileOrder(before, finding) !== 0;
}

function inFileOrder(a: Finding, b: Finding): number {
  return (
    (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
    a.range.start - b.range.start ||
    a.range.end - b.range.end ||
    (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0)
  );
}
