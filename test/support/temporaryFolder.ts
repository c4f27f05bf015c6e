import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

export interface TemporaryFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** A fresh folder holding `files` (relative path → text), on top of a copy of the folder `from`. */
export async function temporaryFolder(
  files: Readonly<Record<string, string>> = {},
  from?: string,
): Promise<TemporaryFolder> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unboxed-ws-'));
  if (from) await cp(from, folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return {
    path: folder,
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}
