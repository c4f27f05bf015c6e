import * as vscode from 'vscode';
import type { PageWords } from '../course/renderPage';

/** The page's own words in the editor's language. */
export function pageWords(): PageWords {
  return {
    language: vscode.env.language,
    start: vscode.l10n.t('Start the Exercise'),
    restart: vscode.l10n.t('Start Anew'),
    run: vscode.l10n.t('Run'),
    terminal: vscode.l10n.t('Open a Terminal'),
    type: vscode.l10n.t('Type It in the Terminal'),
    check: vscode.l10n.t('Check Now'),
    hint: vscode.l10n.t('Hint'),
    solution: vscode.l10n.t('Solution'),
    reset: vscode.l10n.t('Reset'),
    skip: vscode.l10n.t('Skip'),
    next: vscode.l10n.t('Next'),
    why: vscode.l10n.t('Why it worked'),
    inTheCourse: vscode.l10n.t('In the course'),
    today: vscode.l10n.t('Today'),
    source: vscode.l10n.t('source'),
    busy: vscode.l10n.t('Working…'),
    states: {
      todo: vscode.l10n.t('To do'),
      doing: vscode.l10n.t('In progress: the engine is watched'),
      done: vscode.l10n.t('Done, verified'),
      skipped: vscode.l10n.t('Skipped'),
    },
  };
}
