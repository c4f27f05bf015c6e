import * as vscode from 'vscode';
import type { EngineHub } from '../engine/liveSnapshot';
import type { EditorBoundary } from '../platform/editorBoundary';
import { checkEngine } from './checkEngine';
import type { CourseApp, CourseDeps } from './courseApp';
import type { CourseNode } from './courseTree';
import { openSampleStack } from './openSampleStack';
import { runFirstContainer } from './runFirstContainer';
import { openWalkthrough, watchWalkthroughTab } from './walkthroughTab';

export interface WalkthroughDeps {
  readonly context: Pick<vscode.ExtensionContext, 'extension' | 'extensionUri' | 'globalState' | 'globalStorageUri'>;
  readonly hub: EngineHub;
  readonly boundary: EditorBoundary;
}

interface Course {
  readonly app: CourseApp;
  readonly children: (node: CourseNode | undefined) => CourseNode[];
  readonly item: (node: CourseNode) => vscode.TreeItem;
}

/** The guided course: walkthrough, course view and exercises. Its bulk is loaded when one of them is first seen. */
export function registerWalkthrough({ context, hub, boundary }: WalkthroughDeps): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  let loading: Promise<Course> | undefined;
  const load = () =>
    (loading ??= loadCourse(
      {
        hub,
        memento: context.globalState,
        extensionUri: context.extensionUri,
        storageUri: context.globalStorageUri,
      },
      changed,
    ));
  const onExercise =
    (run: (app: CourseApp, exercise: CourseNode | undefined) => unknown) => async (node?: CourseNode) =>
      run((await load()).app, node);
  const tree = vscode.window.createTreeView<CourseNode>('unboxed.course', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (node) => (await load()).children(node),
      getTreeItem: async (node) => (await load()).item(node),
    },
    showCollapseAll: true,
  });
  return vscode.Disposable.from(
    changed,
    tree,
    new vscode.Disposable(
      () =>
        void loading?.then(({ app }) => {
          app.dispose();
        }),
    ),
    watchWalkthroughTab((visible) => {
      if (visible || loading)
        void load().then(({ app }) => {
          app.setWalkthroughVisible(visible);
        });
    }),
    boundary.command('unboxed.openWalkthrough', (at?: unknown) => openWalkthrough(context.extension, at)),
    boundary.command('unboxed.openSampleStack', () => openSampleStack(context.extensionUri)),
    boundary.command('unboxed.checkEngine', () => checkEngine(hub.current)),
    boundary.command('unboxed.runFirstContainer', () => runFirstContainer(hub.current)),
    boundary.command('unboxed.openExercise', async (id?: unknown) => {
      (await load()).app.open(typeof id === 'string' ? id : undefined);
    }),
    boundary.command(
      'unboxed.continueCourse',
      onExercise((app) => {
        app.open();
      }),
    ),
    boundary.command(
      'unboxed.resetExercise',
      onExercise((app, node) => isExercise(node) && app.reset(node)),
    ),
    boundary.command(
      'unboxed.skipExercise',
      onExercise((app, node) => isExercise(node) && app.skip(node)),
    ),
    boundary.command(
      'unboxed.resetCourse',
      onExercise((app) => app.resetAll()),
    ),
    boundary.command(
      'unboxed.exportProgress',
      onExercise((app) => app.exportProgress()),
    ),
  );
}

async function loadCourse(deps: CourseDeps, changed: vscode.EventEmitter<undefined>): Promise<Course> {
  const { createCourse } = await import('./createCourse');
  return createCourse(deps, () => {
    changed.fire(undefined);
  });
}

function isExercise(node: CourseNode | undefined): node is Exclude<CourseNode, { exercises: unknown }> {
  return node !== undefined && !('exercises' in node);
}
