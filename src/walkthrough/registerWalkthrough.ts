import * as vscode from 'vscode';
import { chapterKey, chapters, exercises } from '../course/chapters';
import type { CourseFacts } from '../course/facts';
import type { EngineHub } from '../engine/liveSnapshot';
import { checkEngine } from './checkEngine';
import { FactGatherer } from './factGatherer';
import { openSampleStack } from './openSampleStack';
import { Progress } from './progress';
import { runFirstContainer } from './runFirstContainer';
import { openWalkthrough, watchWalkthroughTab } from './walkthroughTab';

export interface WalkthroughDeps {
  readonly context: Pick<vscode.ExtensionContext, 'extension' | 'extensionUri' | 'globalState'>;
  readonly hub: EngineHub;
}

/** The guided course: its commands, and the ticks of its steps, which follow what the engine shows. */
export function registerWalkthrough({ context, hub }: WalkthroughDeps): vscode.Disposable {
  const { extension, extensionUri, globalState } = context;
  const progress = new Progress(globalState);
  const facts = new FactGatherer(hub);
  showChapters(progress);
  return vscode.Disposable.from(
    progress,
    facts,
    facts.onDidChange((observed) => {
      void tick(observed, progress);
    }),
    progress.onDidChange(() => {
      showChapters(progress);
    }),
    watchWalkthroughTab((visible) => {
      facts.setActive(visible && exercises.some(({ id }) => progress.state(id) === undefined));
    }),
    vscode.commands.registerCommand('unboxed.openWalkthrough', (step?: unknown) =>
      openWalkthrough(extension.id, typeof step === 'string' ? step : undefined),
    ),
    vscode.commands.registerCommand('unboxed.openSampleStack', () => openSampleStack(extensionUri)),
    vscode.commands.registerCommand('unboxed.checkEngine', () => checkEngine(hub.current)),
    vscode.commands.registerCommand('unboxed.runFirstContainer', () => runFirstContainer(hub.current)),
  );
}

async function tick(facts: CourseFacts, progress: Progress): Promise<void> {
  for (const exercise of exercises)
    if (progress.state(exercise.id) === undefined && exercise.check(facts))
      await progress.set(exercise.id, 'done');
}

/** Sets the context keys that complete the walkthrough's steps. */
function showChapters(progress: Progress): void {
  for (const { id, exercises: parts } of chapters) {
    const complete = parts.every((exercise) => progress.state(exercise.id) !== undefined);
    void vscode.commands.executeCommand('setContext', chapterKey(id), complete);
  }
}
