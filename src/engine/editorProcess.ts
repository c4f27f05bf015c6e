import { readlink } from 'node:fs/promises';
import { namespaceTypes, type NamespaceInodes } from '../kernel/namespaceTypes';
import { isLocalProcess } from './localProcess';
import type { EngineEndpoint } from './port';

/**
 * This process's number and namespaces, if the engine's host numbers processes as this process sees them.
 * The proof is a container's main process, found here under its number: an engine in a virtual machine, on
 * another host or outside of the container that we run in shows none. Undefined otherwise.
 */
export async function editorProcess(
  endpoint: EngineEndpoint,
  containers: readonly { readonly id: string; readonly pid: number }[],
): Promise<{ readonly pid: number; readonly namespaces: NamespaceInodes } | undefined> {
  for (const { id, pid } of containers)
    if (await isLocalProcess(endpoint, id, pid))
      return { pid: process.pid, namespaces: await ownNamespaces() };
  return undefined;
}

async function ownNamespaces(): Promise<NamespaceInodes> {
  const links = await Promise.all(
    namespaceTypes.map(async (type) => {
      const link = await readlink(`/proc/self/ns/${type}`).catch(() => '');
      const inode = /\[(\d+)\]$/.exec(link)?.[1];
      return inode === undefined ? [] : [[type, Number(inode)] as const];
    }),
  );
  return Object.fromEntries(links.flat());
}
