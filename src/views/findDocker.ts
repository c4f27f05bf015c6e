import { access, constants } from 'node:fs/promises';
import path from 'node:path';

/** The docker CLI's path; undefined when it is not installed. */
export async function findDocker(): Promise<string | undefined> {
  const names = process.platform === 'win32' ? ['docker.exe'] : ['docker'];
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter))
    for (const name of names) {
      const file = path.join(folder, name);
      if (folder !== '' && (await isExecutable(file))) return file;
    }
  return undefined;
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
