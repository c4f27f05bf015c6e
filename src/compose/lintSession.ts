import type { ComposeModel } from './composeModel';
import { noFiles, runRules, type LintOptions, type LintResult } from './lintCompose';
import { heard, LintMemory, type Question } from './lintMemory';
import { linkFiles } from './project/linkFiles';
import { unitOf } from './project/composeUnit';
import { modelOfUnit } from './project/modelOf';
import { parseYaml } from './yaml/parseYaml';
import { chunkedYaml, reparseYaml, type ChunkedYaml } from './yaml/reparseYaml';

/**
 * Lints one file again and again while it is edited. Where only one service changed, only that one is read and
 * looked at anew; the result is what `lintCompose` gives (a property test holds them equal). Holds one text and
 * what was found in it.
 */
export class LintSession {
  private yaml: ChunkedYaml | undefined;
  private memory: LintMemory | undefined;
  private settings = '';
  private rules: LintOptions['rules'];

  lint(text: string, file: string, options: LintOptions = {}): LintResult {
    const model = this.read(text, file);
    if (model.problems.length > 0) return { model, run: model, findings: [], unreadable: true };
    const { files = noFiles, rules } = options;
    const asked: Question[] = [];
    const run = linkFiles(model, heard(files, asked), options.run);
    // Env files and extended files are read when they are needed: what was found hangs on them, too.
    const shared = !run.isComplete || run.sources.length > 1;
    if (text.includes('$')) run.variables(run.source)('');
    const known = asked.map(({ path, answer }) => [path, answer]);
    const settings = JSON.stringify([{ ...options, files: undefined, rules: undefined }, known]);
    if (settings !== this.settings || rules !== this.rules) this.memory = undefined;
    this.settings = settings;
    this.rules = rules;
    // A service that other files take part in is looked at anew each time, and so is a file that is read as a whole.
    const memory = shared || !this.yaml ? undefined : (this.memory ??= new LintMemory());
    memory?.look(run.services);
    return { model, run, findings: runRules(run, options, memory), unreadable: false };
  }

  private read(text: string, file: string): ComposeModel {
    const before = this.yaml?.source.file === file ? this.yaml : undefined;
    const again = before && reparseYaml(before, text);
    if (!again) {
      const yaml = parseYaml({ file, text });
      // What is broken for a moment, while somebody types, leaves standing what is known of the text before.
      if (yaml.problems.length > 0) return modelOfUnit(unitOf(yaml));
      this.yaml = yaml.usual ? chunkedYaml(yaml.source, yaml.documents) : undefined;
      this.memory = undefined;
      return modelOfUnit(unitOf(yaml));
    }
    const { yaml, index, from, by } = again;
    this.yaml = yaml;
    this.memory?.move(file, index, from, by);
    return modelOfUnit(unitOf({ source: yaml.source, documents: [yaml.root], problems: [] }));
  }
}
