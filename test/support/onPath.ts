import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from './temporaryFolder';

/** Does work while `PATH` has these programs, empty files that can be executed, and no others. */
export async function onPath<T>(programs: readonly string[], work: () => Promise<T>): Promise<T> {
  const folder = await temporaryFolder(Object.fromEntries(programs.map((name) => [name, ''])));
  for (const name of programs) await chmod(path.join(folder.path, name), 0o755);
  const before = process.env['PATH'];
  process.env['PATH'] = folder.path;
  try {
    return await work();
  } finally {
    process.env['PATH'] = before;
    await folder.remove();
  }
}
