import path from 'node:path';
import type * as vscode from 'vscode';
import { isAbandoned, RunRecords } from './runRecords';

/** The folder in which the course's runs are written down. */
export function runsFolder(storageUri: vscode.Uri): string {
  return path.join(storageUri.fsPath, 'runs');
}

/** Whether a window that was killed has left things of the course behind. */
export async function hasAbandonedRuns(storageUri: vscode.Uri): Promise<boolean> {
  return (await new RunRecords(runsFolder(storageUri)).all()).some(
    (record) => record.processId === process.pid || isAbandoned(record),
  );
}
