import * as vscode from 'vscode';
import type { LintSettings } from '../compose/control/lintSettings';
import { severities, type Severity } from '../compose/finding';
import type { Profile } from '../compose/rule';

/** What the person has set about the linter. A `.unboxed.yaml` of the project counts before it. */
export function lintSettings(document: vscode.TextDocument): LintSettings {
  const settings = vscode.workspace.getConfiguration('unboxed.lint', document);
  const rules = settings.get<Readonly<Record<string, unknown>>>('rules', {});
  const known: readonly unknown[] = [...severities, 'off'];
  const set = Object.entries(rules).filter(([, severity]) => known.includes(severity));
  return {
    profile: settings.get<Profile>('profile', 'learn'),
    severities: Object.fromEntries(set) as Record<string, Severity | 'off'>,
  };
}
