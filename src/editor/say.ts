import * as vscode from 'vscode';
import type { Message } from '../message';

/** A message in the language of the editor. */
export function say(message: Message): string {
  return vscode.l10n.t(message.text, ...message.args);
}
