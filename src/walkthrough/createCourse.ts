import type * as vscode from 'vscode';
import { chapters } from '../course/chapters';
import { CourseApp, type CourseDeps } from './courseApp';
import { courseItem, type CourseNode } from './courseTree';

/** The course with what its tree shows. A bundle of its own: it carries all exercises and their texts. */
export function createCourse(deps: CourseDeps, onChange: () => void) {
  const app = new CourseApp(deps);
  app.onDidChange(onChange);
  return {
    app,
    children: (node: CourseNode | undefined): CourseNode[] =>
      node === undefined ? [...chapters] : 'exercises' in node ? [...node.exercises] : [],
    item: (node: CourseNode): vscode.TreeItem => courseItem(node, app),
  };
}
