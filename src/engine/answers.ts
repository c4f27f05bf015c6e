import { EngineError } from './port';

/**
 * Readers for answers whose shape is not to be trusted: an engine may be older, newer, another product
 * or no engine at all. A missing part reads as empty; a part of the wrong kind as well.
 */
export type Answer = Readonly<Record<string, unknown>>;

/** The answer as an object; anything else does not come from an engine. */
export function asAnswer(value: unknown): Answer {
  if (isRecord(value)) return value;
  throw new EngineError('not-docker', 'the answer is not a JSON object');
}

/** The answer as a list; anything else does not come from an engine. */
export function asAnswers(value: unknown): readonly Answer[] {
  if (Array.isArray(value)) return value.filter(isRecord);
  throw new EngineError('not-docker', 'the answer is not a JSON list');
}

export function part(answer: Answer, key: string): Answer {
  const value = answer[key];
  return isRecord(value) ? value : {};
}

export function parts(answer: Answer, key: string): readonly Answer[] {
  const value = answer[key];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function text(answer: Answer, key: string): string {
  const value = answer[key];
  return typeof value === 'string' ? value : '';
}

export function number(answer: Answer, key: string): number {
  const value = answer[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

export function flag(answer: Answer, key: string): boolean {
  return answer[key] === true;
}

export function texts(answer: Answer, key: string): readonly string[] {
  const value = answer[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function textMap(answer: Answer, key: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(part(answer, key)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

/** Engines make ids of 64 hexadecimal digits; commands that name a container take its first ones too. */
export function isContainerId(value: string): boolean {
  return /^[0-9a-f]{1,64}$/.test(value);
}

/** An id that an engine makes: letters and digits, an image's with its kind of hash before it. Anything else is none. */
export function id(answer: Answer, key: string): string {
  const value = text(answer, key);
  return /^([0-9a-z]+:)?[0-9a-z]+$/i.test(value) ? value : '';
}

function isRecord(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);
}
