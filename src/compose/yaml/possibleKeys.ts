import { YamlRefusal, type ScanCursor } from './scanCursor';

/** A token that turns out to be a key when a colon follows it on its line. */
export interface PossibleKey {
  possible: boolean;
  /** Whether nothing else can stand there. */
  readonly required: boolean;
  /** The how manieth token it is. */
  readonly number: number;
  readonly at: number;
  readonly line: number;
  readonly column: number;
}

const none = (): PossibleKey => ({ possible: false, required: false, number: -1, at: 0, line: 0, column: 0 });

/** A key may be as long as this, in characters. */
const longestKey = 1024;

/** What may be a key, one at most for each bracket that is open and one outside of all. */
export class PossibleKeys {
  private readonly stack: PossibleKey[] = [none()];
  private readonly byToken = new Map<number, PossibleKey>();

  constructor(private readonly cursor: ScanCursor) {}

  /** What begins under the cursor may be a key. */
  begin(number: number): void {
    const { at, line, column, flow, indent } = this.cursor;
    this.remove();
    const key = { possible: true, required: flow === 0 && indent === column, number, at, line, column };
    this.byToken.set(number, key);
    this.stack[this.stack.length - 1] = key;
  }

  /** The key that a colon under the cursor follows. */
  take(): PossibleKey | undefined {
    const key = this.stack.at(-1);
    if (!key || !this.isValid(key)) return undefined;
    this.forget(key);
    return key;
  }

  /** Whether a token may still become a key. */
  mayBecome(number: number): boolean {
    const key = this.byToken.get(number);
    return key !== undefined && this.isValid(key);
  }

  /** What was begun is no key after all. */
  remove(): void {
    const key = this.stack.at(-1);
    if (!key?.possible) return;
    if (key.required) throw new YamlRefusal("could not find expected ':'", key.at);
    this.forget(key);
  }

  openBracket(): void {
    this.stack.push(none());
  }

  closeBracket(): void {
    this.stack.pop();
  }

  private isValid(key: PossibleKey): boolean {
    if (!key.possible) return false;
    if (key.line === this.cursor.line && key.at + longestKey >= this.cursor.at) return true;
    if (key.required) throw new YamlRefusal("could not find expected ':'", key.at);
    this.forget(key);
    return false;
  }

  private forget(key: PossibleKey): void {
    key.possible = false;
    this.byToken.delete(key.number);
  }
}
