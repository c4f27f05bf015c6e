import { msg, type Message } from '../../../message';

/**
 * What is wrong with the short form of a mount, `[SOURCE:]TARGET[:OPTIONS]`; undefined where Compose takes it. A letter
 * before a colon is a drive of Windows.
 */
export function mountSpecProblem(text: string): Message | undefined {
  if (text === '') return msg('An entry of `volumes` cannot be empty.');
  if (text.length < 3) return undefined;
  const parts = mountParts(text);
  if (parts.includes(''))
    return msg('`{0}` has nothing between two colons: write `SOURCE:TARGET` or `SOURCE:TARGET:ro`.', text);
  if (parts.length > 3)
    return msg(
      '`{0}` has too many colons: write `SOURCE:TARGET:OPTIONS`, with commas between the options.',
      text,
    );
  return undefined;
}

/** The text cut at its colons, but for one that follows a single letter: a drive. */
export function mountParts(text: string): string[] {
  const parts = [''];
  for (const char of text) {
    const part = parts.at(-1) ?? '';
    if (char === ':' && !/^\p{L}$/u.test(part)) parts.push('');
    else parts[parts.length - 1] = part + char;
  }
  return parts;
}

/** The same of a device, `HOST[:CONTAINER[:PERMISSIONS]]`. */
export function deviceSpecProblem(text: string): Message | undefined {
  return text.split(':').length > 3
    ? msg('`{0}` has too many colons: write `DEVICE:DEVICE_INSIDE:rwm`.', text)
    : undefined;
}
