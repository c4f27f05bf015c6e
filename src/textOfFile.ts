import { readFile, stat } from 'node:fs/promises';

/** Larger files are nothing that somebody wrote by hand. */
const largest = 1024 * 1024;

/**
 * The text of a file that something not ours has named (a container's label): undefined where there is none, where
 * it is no ordinary file (a device or a pipe would be read without end), or where it is larger than 1 MiB.
 */
export async function textOfFile(file: string): Promise<string | undefined> {
  try {
    const found = await stat(file);
    return found.isFile() && found.size <= largest
      ? new TextDecoder().decode(await readFile(file))
      : undefined;
  } catch {
    return undefined;
  }
}
