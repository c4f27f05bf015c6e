import * as vscode from 'vscode';
import { notify } from '../platform/notify';
import type { LiveEngine } from '../engine/liveSnapshot';
import type { Engine, EngineEndpoint, EngineImage } from '../engine/port';

const prefix = 'unboxed.namespaceReader.';
const keyOf = ({ host }: Pick<EngineEndpoint, 'host'>) => `${prefix}${host}`;

/**
 * Whether a container of ours may look at the processes of an engine's host, where its namespaces can’t be
 * read in any other way. Asked only when the user wants it, remembered per engine.
 */
export class ReaderConsent {
  constructor(private readonly memento: vscode.Memento) {}

  /** The image to run it from, if the user has agreed before; never asks. `images` are those that suit. */
  readonly image = (engine: Engine, images: readonly EngineImage[]): Promise<string | undefined> => {
    const agreed = this.memento.get<boolean>(keyOf(engine.endpoint)) === true;
    return Promise.resolve(agreed ? images[0]?.tags[0] : undefined);
  };

  /** Explains what would be done and asks. True when the user agrees. */
  async ask(live: LiveEngine): Promise<boolean> {
    const allow = vscode.l10n.t('Allow on This Engine');
    const answer = await notify.question(
      vscode.l10n.t('Let a reader container look at the processes of {0}?', live.endpoint.name),
      vscode.l10n.t(
        'It is made from a small image that is already on the engine, sees all processes of the engine’s host (--pid=host and --userns=host with SYS_PTRACE), reads the links in /proc/PID/ns, has no write access, and is removed at once. Nothing is downloaded.',
      ),
      allow,
    );
    if (answer !== allow) return false;
    await this.memento.update(keyOf(live.endpoint), true);
    return true;
  }

  /** Addresses of the engines for which the user agreed, in whichever window. */
  agreed(): readonly string[] {
    return this.memento
      .keys()
      .filter((key) => key.startsWith(prefix) && this.memento.get<boolean>(key) === true)
      .map((key) => key.slice(prefix.length));
  }

  /** From now on the engine at this address is asked for no such container, in any window. */
  async withdraw(host: string): Promise<void> {
    await this.memento.update(keyOf({ host }), undefined);
  }
}
