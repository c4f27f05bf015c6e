import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import path from 'node:path';

/**
 * Writes a file so that whoever looks finds the old text or the new one, never a part: into a new file beside it that
 * takes its place at once. A link stays a link, and the file's rights and owner stay. What cannot be replaced (a
 * device, a file of several names, one in a folder that takes no new file) is written where it is. Throws as
 * `writeFileSync` does.
 */
export function replaceFile(file: string, text: string | Uint8Array): void {
  const target = targetOf(file);
  const now = statSync(target, { throwIfNoEntry: false });
  if (now) accessSync(target, constants.W_OK);
  const single = now === undefined || (now.isFile() && now.nlink === 1);
  if (!single || !wasReplaced(target, text, now)) writeFileSync(target, text);
}

const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO']);

function targetOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    // Not there yet, or a link to what is not there yet: writing says what is wrong.
    return file;
  }
}

function wasReplaced(target: string, text: string | Uint8Array, now: Stats | undefined): boolean {
  const beside = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
  let handle: number;
  try {
    handle = openSync(beside, 'wx', 0o666);
  } catch {
    return false;
  }
  try {
    if (now) {
      fchmodSync(handle, now.mode & 0o7777);
      const made = statSync(beside);
      if (made.uid !== now.uid || made.gid !== now.gid) fchownSync(handle, now.uid, now.gid);
    }
    writeFileSync(handle, text);
    fsyncSync(handle);
    renameSync(beside, target);
    return true;
  } catch (error) {
    rmSync(beside, { force: true });
    // Where there is no room, nothing may be begun; else (another's file, one that is mounted) it is written in place.
    if (noRoom.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return false;
  } finally {
    closeSync(handle);
  }
}
