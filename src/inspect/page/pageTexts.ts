import { formatMessage, type Message } from '../../message';

/** Puts messages in the reader's language. */
export type Say = (message: Message) => string;

/** Reads the translations that the document carries. */
export function readTranslations(): Say {
  const text = document.getElementById('translations')?.textContent ?? '{}';
  const translations = JSON.parse(text) as Readonly<Record<string, string>>;
  return (message) => formatMessage(message, translations);
}
