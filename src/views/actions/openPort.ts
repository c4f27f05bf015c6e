import * as vscode from 'vscode';
import type { ActionDeps } from './actionDeps';
import type { LiveEngine } from '../../engine/liveSnapshot';
import type { PublishedPort } from '../../engine/port';
import { engineHost } from '../../kernel/engineHost';
import { TreeElement } from '../treeElement';
import { containerTargets } from './containerTargets';

/** *Open in the Browser*: a published port, of a port's row, of a container, or named by its address. */
export function registerOpenPort(deps: ActionDeps): vscode.Disposable {
  const { hub, boundary } = deps;
  return boundary.command('unboxed.openPort', async (called: unknown) => {
    if (typeof called === 'string' && /^https?:\/\//.test(called)) {
      await openAddress(vscode.Uri.parse(called));
      return;
    }
    if (called instanceof TreeElement && called.node.target.kind === 'port') {
      const live = hub.shown.find((engine) => engine.endpoint.name === called.engine);
      if (live !== undefined) await open(live, called.node.target);
      return;
    }
    const targets = await containerTargets(
      deps,
      called,
      undefined,
      (container) => container.ports.length > 0,
    );
    const [target] = targets ?? [];
    if (target === undefined) return;
    const port = await choosePort(target.container.ports);
    if (port !== undefined) await open(target.live, port);
  });
}

async function choosePort(ports: readonly PublishedPort[]): Promise<PublishedPort | undefined> {
  const byNumber = new Map(
    ports.filter((port) => port.protocol === 'tcp').map((port) => [port.publicPort, port] as const),
  );
  const [only, ...more] = byNumber.values();
  if (more.length === 0) return only;
  const chosen = await vscode.window.showQuickPick(
    [...byNumber.values()].map((port) => ({
      label: `${port.publicPort} → ${port.privatePort}/${port.protocol}`,
      port,
    })),
    { placeHolder: vscode.l10n.t('Choose a port') },
  );
  return chosen?.port;
}

async function open(
  live: LiveEngine,
  port: Pick<PublishedPort, 'ip' | 'publicPort'> & { readonly privatePort?: number },
): Promise<void> {
  const scheme = [443, 8443].includes(port.privatePort ?? port.publicPort) ? 'https' : 'http';
  const authority = `${portHost(live.endpoint.host, port.ip)}:${port.publicPort}`;
  await openAddress(vscode.Uri.from({ scheme, authority }));
}

/** In a remote window the port is one of the remote machine, and VS Code makes the way to it. */
async function openAddress(address: vscode.Uri): Promise<void> {
  await vscode.env.openExternal(await vscode.env.asExternalUri(address));
}

/** The host where a published port is reached from here: the engine's, unless it is bound to one address. */
export function portHost(endpoint: string, ip: string): string {
  const anywhere = ip === '' || ip === '0.0.0.0' || ip === '::';
  if (!anywhere && ip !== '127.0.0.1' && ip !== '::1') return ip.includes(':') ? `[${ip}]` : ip;
  return engineHost(endpoint) ?? 'localhost';
}
