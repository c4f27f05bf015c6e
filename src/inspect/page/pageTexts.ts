import { formatMessage, type Message } from '../../message';
import type { InspectSelection } from '../pageProtocol';
import { selectionFromState } from '../selection';

/** Puts messages in the reader's language. */
export type Say = (message: Message) => string;

/** Reads the translations that the document carries. */
export function readTranslations(): Say {
  const translations = (carried('translations') ?? {}) as Readonly<Record<string, string>>;
  const language = Object.keys(translations).length > 0 ? document.documentElement.lang : 'en';
  return (message) => formatMessage(message, translations, language);
}

/** Reads what the document says that it shows. */
export function readSelection(): InspectSelection | undefined {
  return selectionFromState({ selection: carried('selection') });
}

function carried(id: string): unknown {
  const text = document.getElementById(id)?.textContent ?? '';
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}
