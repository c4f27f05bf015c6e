import { access, constants } from 'node:fs/promises';
import path from 'node:path';

/**
 * The docker CLI's absolute path; undefined when it is not installed. A command that is started by its bare name
 * would be looked for in the working directory too on Windows: whoever sends a folder could send a docker in it.
 */
export async function findDocker(searchPath = process.env['PATH'] ?? ''): Promise<string | undefined> {
  return findProgram('docker', searchPath);
}

/** The absolute path of a program; folders of `searchPath` that are not absolute do not count. */
export async function findProgram(
  name: string,
  searchPath = process.env['PATH'] ?? '',
): Promise<string | undefined> {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  for (const folder of searchPath.split(path.delimiter)) {
    const candidate = path.join(folder, file);
    if (path.isAbsolute(folder) && (await isExecutable(candidate))) return candidate;
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
