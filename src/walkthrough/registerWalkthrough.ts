import * as vscode from 'vscode';
import type { EngineHub } from '../engine/liveSnapshot';
import { msg } from '../message';
import type { EditorBoundary } from '../platform/editorBoundary';
import { checkEngine } from './checkEngine';
import type { CourseApp, CourseDeps } from './courseApp';
import { CourseInvitation } from './courseInvitation';
import type { CourseNode } from './courseTree';
import { openSampleStack } from './openSampleStack';
import { runFirstContainer } from './runFirstContainer';
import { hasAbandonedRuns } from './hasAbandonedRuns';
import { openWalkthrough, watchWalkthroughTab } from './walkthroughTab';

export interface WalkthroughDeps {
  readonly context: Pick<
    vscode.ExtensionContext,
    'extension' | 'extensionUri' | 'globalState' | 'globalStorageUri'
  >;
  readonly hub: EngineHub;
  readonly boundary: EditorBoundary;
}

const loadFailed = msg('The course could not be opened');

interface Course {
  readonly app: CourseApp;
  readonly children: (node: CourseNode | undefined) => CourseNode[];
  readonly item: (node: CourseNode) => vscode.TreeItem;
}

/** The guided course: walkthrough, course view and exercises. Its bulk is loaded when one of them is first seen. */
export function registerWalkthrough({ context, hub, boundary }: WalkthroughDeps): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  const invitation = new CourseInvitation(context.globalState);
  let loading: Promise<Course> | undefined;
  const load = () =>
    (loading ??= loadCourse(
      {
        hub,
        memento: context.globalState,
        extensionUri: context.extensionUri,
        storageUri: context.globalStorageUri,
        boundary,
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
      boundary.listener(msg('The course did not end well'), async () => {
        (await loading)?.app.dispose();
      }),
    ),
    watchWalkthroughTab(
      boundary.listener(loadFailed, async (visible) => {
        if (visible || loading) (await load()).app.setWalkthroughVisible(visible);
      }),
    ),
    vscode.window.registerWebviewPanelSerializer('unboxed.exercise', {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        await boundary.guarded(loadFailed, async () => {
          await (await load()).app.restore(panel, exerciseOf(state));
        });
      },
    }),
    clearLater(
      boundary.listener(msg('What an earlier window left of the course could not be removed'), async () => {
        if (await hasAbandonedRuns(context.globalStorageUri)) await (await load()).app.clearAbandoned();
      }),
    ),
    invitation,
    boundary.command('unboxed.openWalkthrough', async (at?: unknown) => {
      await openWalkthrough(context.extension, at);
      await invitation.accept();
    }),
    boundary.command('unboxed.openSampleStack', () => openSampleStack(context.extensionUri)),
    boundary.command('unboxed.checkEngine', () => checkEngine(hub.current)),
    boundary.command('unboxed.runFirstContainer', () => runFirstContainer(hub.current)),
    boundary.command('unboxed.openExercise', async (id?: unknown) => {
      (await load()).app.open(typeof id === 'string' ? id : undefined);
      await invitation.accept();
    }),
    boundary.command(
      'unboxed.continueCourse',
      onExercise((app) => app.goOn()),
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

/** Some time after the start: a page that the editor has kept takes its lab over first. */
function clearLater(clear: () => void): vscode.Disposable {
  const timer = setTimeout(clear, 10_000);
  return new vscode.Disposable(() => {
    clearTimeout(timer);
  });
}

function exerciseOf(state: unknown): string {
  const { exercise } = (state ?? {}) as { readonly exercise?: unknown };
  return typeof exercise === 'string' ? exercise : '';
}

function isExercise(node: CourseNode | undefined): node is Exclude<CourseNode, { exercises: unknown }> {
  return node !== undefined && !('exercises' in node);
}
