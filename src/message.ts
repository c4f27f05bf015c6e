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

/** Puts a message in the language of `translations` (English text → translated text), English when absent. */
export function formatMessage(message: Message, translations: Readonly<Record<string, string>> = {}): string {
  const template = translations[message.text] ?? message.text;
  return template.replace(/\{(\d+)\}/g, (whole, index: string) =>
    String(message.args[Number(index)] ?? whole),
  );
}
