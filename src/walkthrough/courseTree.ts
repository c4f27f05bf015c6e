import * as vscode from 'vscode';
import { chapters } from '../course/chapters';
import { countDone, type ExerciseState } from '../course/courseState';
import type { Chapter, Exercise } from '../course/exercise';
import type { CourseApp } from './courseApp';
import { say } from '../platform/say';

export type CourseNode = Chapter | Exercise;

const icons: Readonly<Record<ExerciseState, vscode.ThemeIcon>> = {
  todo: new vscode.ThemeIcon('circle-large-outline'),
  doing: new vscode.ThemeIcon('play-circle', new vscode.ThemeColor('charts.blue')),
  done: new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor('charts.green')),
  skipped: new vscode.ThemeIcon('debug-step-over'),
};

/** A chapter or an exercise as the tree shows it. */
export function courseItem(node: CourseNode, app: CourseApp): vscode.TreeItem {
  return 'exercises' in node ? chapterItem(node, app) : exerciseItem(node, app.state(node));
}

function chapterItem(chapter: Chapter, app: CourseApp): vscode.TreeItem {
  const { done, total } = countDone(app.progress.all, [chapter]);
  const doing = chapter.exercises.some((exercise) => app.state(exercise) === 'doing');
  const number = chapters.indexOf(chapter) + 1;
  const item = new vscode.TreeItem(
    `${number}. ${say(chapter.title)}`,
    doing ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = chapter.id;
  item.description = `${done}/${total}`;
  item.contextValue = 'unboxed.chapter';
  item.accessibilityInformation = {
    label: vscode.l10n.t('{0}, {1} of {2} exercises done', say(chapter.title), done, total),
  };
  if (done === total) item.iconPath = icons.done;
  return item;
}

function exerciseItem(exercise: Exercise, state: ExerciseState): vscode.TreeItem {
  const item = new vscode.TreeItem(say(exercise.title));
  item.id = `exercise.${exercise.id}`;
  item.iconPath = icons[state];
  item.tooltip = say(exercise.goal);
  item.contextValue = `unboxed.exercise.${state}`;
  item.command = { command: 'unboxed.openExercise', title: '', arguments: [exercise.id] };
  item.accessibilityInformation = { label: `${say(exercise.title)}, ${stateWord(state)}` };
  return item;
}

function stateWord(state: ExerciseState): string {
  switch (state) {
    case 'todo':
      return vscode.l10n.t('to do');
    case 'doing':
      return vscode.l10n.t('in progress');
    case 'done':
      return vscode.l10n.t('done');
    case 'skipped':
      return vscode.l10n.t('skipped');
  }
}
