import path from 'node:path';
import { parseBaseline, withoutBaseline, type Baseline } from '../../compose/control/baseline';
import { findConfig } from '../../compose/control/findConfig';
import { settingsOver, type LintSettings } from '../../compose/control/lintSettings';
import type { Finding } from '../../compose/finding';
import type { LintOptions, LintResult } from '../../compose/lintCompose';
import { LintSession } from '../../compose/lintSession';
import type { ComposeSet } from '../composeAnalysis';

/** How a file is linted: by the project's config file, and by the person's settings where that says nothing. */
export function lintOptions(set: ComposeSet, settings: LintSettings): LintOptions {
  return {
    ...settingsOver(settings, configOf(set)?.settings),
    files: set.files,
    run: set.run,
  };
}

/**
 * Lints a file as the command line does: its config file, its comments and its baseline count. A session that
 * linted it before makes it fast.
 */
export function lintSet(
  set: ComposeSet,
  settings: LintSettings,
  session: LintSession = new LintSession(),
  onFailure?: LintOptions['onFailure'],
): LintResult {
  const { text, file } = set.main;
  const result = session.lint(text, file, { ...lintOptions(set, settings), ...(onFailure && { onFailure }) });
  return { ...result, findings: withoutAccepted(set, result) };
}

const configOf = ({ main, files }: ComposeSet): ReturnType<typeof findConfig> =>
  findConfig(files, path.dirname(path.resolve(main.file)).split(/[\\/]/).length);

/** Leaves out the findings that the project's baseline holds. A baseline that cannot be read holds none. */
function withoutAccepted(set: ComposeSet, { findings, run }: LintResult): readonly Finding[] {
  const config = configOf(set);
  if (config?.baseline === undefined) return findings;
  const folder = path.dirname(path.resolve(set.main.file));
  const file = path.resolve(folder, path.dirname(config.file), config.baseline);
  const text = set.files.readFile(file);
  const baseline: Baseline | undefined = text === undefined ? undefined : parseBaseline(text);
  if (!baseline) return findings;
  return [...new Set(findings.map((finding) => finding.file))].flatMap((of) => {
    const name = path.relative(path.dirname(file), path.resolve(folder, of)).replaceAll('\\', '/');
    const here = findings.filter((finding) => finding.file === of);
    const source = run.sources.find((one) => one.file === of);
    return source ? withoutBaseline(here, source.text, baseline[name]) : here;
  });
}
