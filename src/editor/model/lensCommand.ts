import type { CommandId } from '../../commandIds';
import type { LensAction } from './lensModel';

/** The command behind a lens on the file `uri`, whose containers run on the engine of that name. */
export function lensCommand(
  uri: unknown,
  action: LensAction,
  engine: string,
): { command: CommandId | ''; arguments?: unknown[] } {
  switch (action.kind) {
    case 'none':
      return { command: '' };
    case 'passwords':
      return { command: 'unboxed.changeDefaultPasswords', arguments: [uri, { at: action.at }] };
    case 'pending':
      return { command: 'unboxed.finishPasswords', arguments: [uri] };
    case 'up':
      return { command: 'unboxed.composeUp', arguments: [uri, action.service] };
    case 'stop':
      return { command: 'unboxed.composeStop', arguments: [uri, action.service] };
    case 'restart':
      return { command: 'unboxed.composeRestart', arguments: [uri, action.service] };
    case 'resume':
      return { command: 'unboxed.composeResume', arguments: [uri, action.service] };
    case 'logs':
      return { command: 'unboxed.composeLogs', arguments: [uri, action.service] };
    case 'shell':
      return { command: 'unboxed.composeShell', arguments: [uri, action.service] };
    case 'converge':
      return { command: 'unboxed.composeConverge', arguments: [uri, action.service] };
    case 'drift':
      return { command: 'unboxed.showComposeDrift', arguments: [uri, action.service] };
    case 'choices':
      return { command: 'unboxed.composeOptions', arguments: [uri] };
    case 'engine':
      return { command: 'unboxed.checkEngine' };
    case 'namespaces':
      return { command: 'unboxed.inspectNamespaces', arguments: [{ engine, containers: action.containers }] };
    case 'open':
      // Not VS Code's own command: it opens no way to a port on the machine where a remote window's engine runs.
      return { command: 'unboxed.openPort', arguments: [action.url] };
  }
}
