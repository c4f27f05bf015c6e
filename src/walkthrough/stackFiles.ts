import * as vscode from 'vscode';
import type { ContainerSummary } from '../engine/port';

const projectLabel = 'com.docker.compose.project';
const filesLabel = 'com.docker.compose.project.config_files';
const serviceLabel = 'com.docker.compose.service';

/** A compose project as the engine shows it. */
export interface ComposeProject {
  /** Its first compose file, a path on the machine where `docker compose` ran; empty when not said. */
  readonly file: string;
  readonly services: ReadonlyMap<string, ContainerSummary>;
}

/** Compose projects that have the sample stack's two main services. */
export function padProjects(containers: Iterable<ContainerSummary>): ComposeProject[] {
  const projects = new Map<string, { file: string; services: Map<string, ContainerSummary> }>();
  for (const container of containers) {
    const project = container.labels[projectLabel];
    const service = container.labels[serviceLabel];
    if (project === undefined || service === undefined) continue;
    const file = (container.labels[filesLabel] ?? '').split(',')[0] ?? '';
    const known = projects.get(project) ?? { file, services: new Map<string, ContainerSummary>() };
    known.services.set(service, container);
    projects.set(project, known);
  }
  return [...projects.values()].filter(({ services }) => services.has('app') && services.has('database'));
}

/** The text of a file on the extension's machine, as an editor holds it when it is open; undefined if unreadable. */
export async function readCompose(file: string): Promise<string | undefined> {
  if (file === '') return undefined;
  const uri = vscode.Uri.file(file);
  const open = vscode.workspace.textDocuments.find((document) => document.uri.fsPath === uri.fsPath);
  if (open) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
