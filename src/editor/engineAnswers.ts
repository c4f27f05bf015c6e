import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import type { CommandId } from '../commandIds';
import type { EngineHub } from '../engine/liveSnapshot';
import { EngineError, type EngineEndpoint } from '../engine/port';
import { engineAdvice } from '../kernel/engineAdvice';
import { msg } from '../message';
import type { ErrorBoundary } from '../platform/errorBoundary';
import { addressSource } from '../kernel/addressSource';
import { say } from '../platform/say';

/** Milliseconds that an engine may take to answer before a task for it is called hopeless. */
const patience = 10_000;
const setting = 'unboxed.containers.engine';

/**
 * Whether the current engine answers, asked before a task that would fail without it. Where it does not, this says why,
 * where its address comes from, and offers another one.
 */
export async function engineAnswers(hub: EngineHub, boundary: ErrorBoundary): Promise<boolean> {
  const live = hub.current;
  if (live.snapshot.connection.kind === 'connected') return true;
  try {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Asking the engine…') },
      () => within(live.engine.info(), patience),
    );
    return true;
  } catch (error) {
    boundary.background(msg('Another engine could not be offered'), offerAnother(hub, error));
    return false;
  }
}

async function offerAnother(hub: EngineHub, error: unknown): Promise<void> {
  const { endpoint } = hub.current;
  const { reason, step, action } = engineAdvice(failureOf(error), endpoint);
  const others = await hub.endpoints().then(
    (all) => all.filter(({ name, host }) => name !== endpoint.name || host !== endpoint.host),
    () => [],
  );
  const openSetting = vscode.l10n.t('Open the Setting');
  const choose = vscode.l10n.t('Choose Another Engine');
  const retry = vscode.l10n.t('Retry');
  const words = [
    vscode.l10n.t('Nothing was started.'),
    say(reason),
    say(addressSource(endpoint)),
    // Starting the engine helps only where its address is right: a setting that names another one is looked at first.
    endpoint.source === 'setting' && action !== 'join-group' ? '' : say(step),
    others.length > 0 ? vscode.l10n.t('Other engines found: {0}.', namesOf(others)) : '',
  ];
  const answer = await notify.error(
    words.filter((one) => one !== '').join(' '),
    ...(endpoint.source === 'setting' ? [openSetting] : []),
    ...(others.length > 0 || endpoint.source !== 'setting' ? [choose] : []),
    retry,
  );
  if (answer === openSetting) await vscode.commands.executeCommand('workbench.action.openSettings', setting);
  else if (answer === choose)
    await vscode.commands.executeCommand('unboxed.selectEngine' satisfies CommandId);
  else if (answer === retry) hub.current.retryNow();
}

const namesOf = (endpoints: readonly EngineEndpoint[]): string =>
  endpoints
    .slice(0, 3)
    .map(({ name }) => name)
    .join(', ');

function failureOf(error: unknown): Parameters<typeof engineAdvice>[0] {
  if (error instanceof EngineError)
    return { reason: error.kind, subject: error.subject, detail: error.detail };
  return { reason: 'unknown', subject: '', detail: error instanceof Error ? error.message : String(error) };
}

/** Fails as a silent engine does when there is no answer in `milliseconds`. */
async function within<T>(answer: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new EngineError('timeout', ''));
    }, milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
