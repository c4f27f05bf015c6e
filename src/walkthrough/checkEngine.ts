import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import { say } from '../platform/say';
import type { LiveEngine } from '../engine/liveSnapshot';
import { addressSource } from '../kernel/addressSource';
import { engineAdvice, type EngineFailureFacts } from '../kernel/engineAdvice';

/** Milliseconds given to the engine for its answer. */
const patience = 8000;
const gibibyte = 1024 ** 3;

/** Says in plain words which engine answers and what runs on it, or what is missing and how to get it. */
export async function checkEngine(live: LiveEngine): Promise<void> {
  const hold = live.hold();
  try {
    if (live.snapshot.connection.kind === 'failed') live.retryNow();
    await settled(live);
    const { connection, info } = live.snapshot;
    if (connection.kind === 'failed') await sayWhatIsMissing(live, connection);
    else if (info) await sayWhatAnswers(live);
    else await sayWhatIsMissing(live, { reason: 'timeout', subject: live.endpoint.host, detail: '' });
  } finally {
    hold.dispose();
  }
}

async function sayWhatAnswers({ endpoint, snapshot: { info, containers } }: LiveEngine): Promise<void> {
  if (!info) return;
  const running = [...containers.values()].filter(({ state }) => state === 'running').length;
  const memory = (info.memory / gibibyte).toLocaleString(vscode.env.language, { maximumFractionDigits: 1 });
  const first = vscode.l10n.t('Run a First Container');
  const answer = await notify.information(
    [
      vscode.l10n.t(
        'Engine {0} answers at {1}, on {2}.',
        info.serverVersion,
        endpoint.host,
        info.operatingSystem,
      ),
      vscode.l10n.t(
        'All its containers share one Linux kernel, version {0}, {1} processors and {2} GiB of memory.',
        info.kernelVersion,
        info.cpus,
        memory,
      ),
      vscode.l10n.t(
        'It limits them with cgroups version {0} and starts them with {1} (known runtimes: {2}).',
        info.cgroupVersion,
        info.defaultRuntime,
        info.runtimes.join(', '),
      ),
      vscode.l10n.t('Containers: {0}, of which {1} run right now.', containers.size, running),
    ].join(' '),
    first,
  );
  if (answer === first) await vscode.commands.executeCommand('unboxed.runFirstContainer');
}

async function sayWhatIsMissing(live: LiveEngine, failure: EngineFailureFacts): Promise<void> {
  const { reason, step, action } = engineAdvice(failure, live.endpoint);
  const install = vscode.l10n.t('How to Install Docker');
  const another = vscode.l10n.t('Choose Another Engine');
  const setting = vscode.l10n.t('Open the Setting');
  const again = vscode.l10n.t('Try Again');
  const answer = await notify.warning(
    `${say(reason)} ${say(addressSource(live.endpoint))} ${say(step)}`,
    ...(live.endpoint.source === 'setting' ? [setting] : []),
    ...(action === 'install' ? [install] : []),
    again,
    another,
  );
  if (answer === install)
    await vscode.env.openExternal(vscode.Uri.parse('https://docs.docker.com/get-started/get-docker/'));
  if (answer === setting)
    await vscode.commands.executeCommand('workbench.action.openSettings', 'unboxed.containers.engine');
  if (answer === another) await vscode.commands.executeCommand('unboxed.selectEngine');
  if (answer === again) await vscode.commands.executeCommand('unboxed.checkEngine');
}

/** Resolves when the engine has answered, has failed, or after a while. */
function settled(live: LiveEngine): Promise<void> {
  const isSettled = () => live.snapshot.info !== undefined || live.snapshot.connection.kind === 'failed';
  if (isSettled()) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(finish, patience);
    const subscription = live.onDidChange(() => {
      if (isSettled()) finish();
    });
    function finish() {
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    }
  });
}
