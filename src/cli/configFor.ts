import path from 'node:path';
import type { FoundConfig } from '../compose/control/findConfig';
import { configFileName, readConfig } from '../compose/control/readConfig';
import { readSource } from './sourceFile';

/** Finds the config file of each folder upward; each is read once. */
export class ConfigFinder {
  private readonly known = new Map<string, FoundConfig | undefined>();

  for(file: string): FoundConfig | undefined {
    return this.inFolder(path.dirname(path.resolve(file)));
  }

  private inFolder(folder: string): FoundConfig | undefined {
    if (this.known.has(folder)) return this.known.get(folder);
    const file = path.join(folder, configFileName);
    const read = readSource(file);
    const above = path.dirname(folder);
    const found =
      'text' in read
        ? { ...readConfig(read.text, file), file, text: read.text }
        : above === folder
          ? undefined
          : this.inFolder(above);
    this.known.set(folder, found);
    return found;
  }
}
