/**
 * A text for people that is not yet in their language. Pure code returns messages; the edges
 * (the editor, the CLI) put them in the reader's language.
 */
export interface Message {
  /** The English text, with `{0}`, `{1}`… for the arguments. It is also the key of the translation. */
  readonly text: string;
  readonly args: readonly (string | number)[];
}

/** Makes a message. `text` must be a string literal: the translation test reads it from the source. */
export function msg(text: string, ...args: (string | number)[]): Message {
  return { text, args };
}

/**
 * Puts a message in the language of `translations` (English text → translated text), English when absent.
 * `language` is the tag of that language, for its decimal sign.
 */
export function formatMessage(
  message: Message,
  translations: Readonly<Record<string, string>> = {},
  language = 'en',
): string {
  const template = translations[message.text] ?? message.text;
  const args = localArgs(message, language);
  return template.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole));
}

/**
 * The arguments as people write them in a language: numbers with decimals get its decimal sign. Whole numbers
 * stay as they are, since most of them are names: inodes, process numbers, ports. Undefined for English.
 */
export function localArgs({ args }: Message, language: string | undefined): (string | number)[] {
  const tag = /^[a-z]{2,3}(-|$)/i.test(language ?? '') ? language : 'en';
  return args.map((arg) =>
    typeof arg === 'number' && !Number.isInteger(arg)
      ? arg.toLocaleString(tag, { maximumFractionDigits: 3, useGrouping: false })
      : arg,
  );
}
