import * as vscode from 'vscode';
import { localArgs, type Message } from '../message';

/** A message in the language of the editor. */
export function say(message: Message): string {
  return vscode.l10n.t(message.text, ...localArgs(message, vscode.l10n.bundle && vscode.env.language));
}
