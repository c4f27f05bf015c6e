import type { FileAccess } from '../composeModel';
import { configFileName, readConfig, type ReadConfig } from './readConfig';

/** A config file that was found, with its own text for messages about it. */
export interface FoundConfig extends ReadConfig {
  /** As seen from the folder of the compose file. */
  readonly file: string;
  readonly text: string;
}

/** The config file in the folder of a compose file, or in the nearest of the `levels` folders above it. */
export function findConfig(files: FileAccess, levels: number): FoundConfig | undefined {
  let file = configFileName;
  for (let level = 0; level <= levels; level++) {
    const text = files.readFile(file);
    if (text !== undefined) return { ...readConfig(text, file), file, text };
    file = `../${file}`;
  }
  return undefined;
}
