/** What an image asks of a password. Lengths in characters. */
export interface PasswordPolicy {
  readonly minLength?: number;
  readonly maxLength?: number;
  /** A character that is neither letter nor digit is demanded. */
  readonly symbol?: boolean;
  /** Words in small letters that may not stand in it, in whatever case. */
  readonly without?: readonly string[];
}

/** Random bytes from the edge (`crypto`): this folder has no source of chance of its own. */
export type RandomBytes = (count: number) => Uint8Array;

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const all = upper + lower + digits;
const usualLength = 24;

/**
 * A new password of letters and digits, each class at least once, beginning with a letter: it means itself in
 * YAML, URLs, shells and Compose interpolation, without any quoting or encoding. 24 such characters hold over
 * 140 bits, so length stands in for signs; only a policy that demands a sign gets one (`-`, inside, harmless in
 * all those places).
 */
export function generatePassword(randomBytes: RandomBytes, policy: PasswordPolicy = {}): string {
  const length = Math.min(Math.max(usualLength, policy.minLength ?? 0), policy.maxLength ?? Infinity);
  for (;;) {
    const letters = Array.from({ length }, () => pick(randomBytes, all));
    letters[0] = pick(randomBytes, upper + lower);
    if (policy.symbol) letters[Math.floor(length / 2)] = '-';
    const password = letters.join('');
    const allowed = !policy.without?.some((word) => password.toLowerCase().includes(word));
    if (allowed && /[A-Z]/.test(password) && /[a-z]/.test(password) && /\d/.test(password)) return password;
  }
}

/** A character of `alphabet`, each as likely as the other: bytes that would favour the first ones are thrown away. */
function pick(randomBytes: RandomBytes, alphabet: string): string {
  const fair = 256 - (256 % alphabet.length);
  for (;;) {
    const [byte = 255] = randomBytes(1);
    if (byte < fair) return alphabet.charAt(byte % alphabet.length);
  }
}
