import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FoundConfig } from '../compose/control/findConfig';
import { configFileName, readConfig, type ConfigProblem } from '../compose/control/readConfig';
import type { Message } from '../message';
import { readSource } from './sourceFile';

const unread = (message: Message): ConfigProblem => ({ message, range: { start: 0, end: 0 } });

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
    const found =
      'text' in read
        ? { ...readConfig(read.text, file), file, text: read.text }
        : existsSync(file)
          ? { settings: {}, problems: [unread(read.reason)], file, text: '' }
          : this.above(folder);
    this.known.set(folder, found);
    return found;
  }

  private above(folder: string): FoundConfig | undefined {
    const above = path.dirname(folder);
    return above === folder ? undefined : this.inFolder(above);
  }
}
