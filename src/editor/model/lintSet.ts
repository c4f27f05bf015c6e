import path from 'node:path';
import { parseBaseline, withoutBaseline } from '../../compose/control/baseline';
import { findConfig, type FoundConfig } from '../../compose/control/findConfig';
import { settingsOver, type LintSettings } from '../../compose/control/lintSettings';
import { placesIn, placesInText } from '../../compose/control/placeNames';
import type { Finding } from '../../compose/finding';
import type { LintOptions, LintResult } from '../../compose/lintCompose';
import { LintSession } from '../../compose/lintSession';
import type { ComposeSet } from '../composeAnalysis';

/** How a file is linted: by the project's config file, and by the person's settings where that says nothing. */
export function lintOptions(set: ComposeSet, settings: LintSettings, config = configOf(set)): LintOptions {
  return {
    ...settingsOver(settings, config?.settings),
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
  const config = configOf(set);
  const options = { ...lintOptions(set, settings, config), ...(onFailure && { onFailure }) };
  const result = session.lint(text, file, options);
  return { ...result, findings: withoutAccepted(set, config, result) };
}

function configOf({ main, files }: ComposeSet): FoundConfig | undefined {
  return findConfig(files, path.dirname(path.resolve(main.file)).split(/[\\/]/).length);
}

/** Leaves out the findings that the project's baseline holds. A baseline that cannot be read holds none. */
function withoutAccepted(
  { main, files }: ComposeSet,
  config: FoundConfig | undefined,
  { findings, run }: LintResult,
): readonly Finding[] {
  if (config?.baseline === undefined) return findings;
  const folder = path.dirname(path.resolve(main.file));
  const file = path.resolve(folder, path.dirname(config.file), config.baseline);
  const text = files.readFile(file);
  const baseline = text === undefined ? undefined : parseBaseline(text);
  if (baseline === undefined || baseline === 'earlier') return findings;
  return [...new Set(findings.map((finding) => finding.file))].flatMap((of) => {
    const name = path.relative(path.dirname(file), path.resolve(folder, of)).replaceAll('\\', '/');
    const here = findings.filter((finding) => finding.file === of);
    const accepted = baseline[name];
    if (!accepted) return here;
    const source = run.sources.find((one) => one.file === of);
    const places = source ? placesIn(run.documentsOf(source)) : placesInText(files.readFile(of) ?? '', of);
    return withoutBaseline(here, places, accepted);
  });
}
