import type { Message } from '../../message';
import { severities } from '../finding';
import { profiles } from '../rule';
import { rules } from '../rules/registry';
import { configKeys } from './readConfig';

/** A word that may stand in a config file. */
export interface ConfigSuggestion {
  readonly label: string;
  readonly insertText: string;
  readonly kind: 'key' | 'value';
  readonly about: Message | undefined;
}

/** What may be written at an offset of a config file that is being typed. */
export function suggestConfig(text: string, offset: number): ConfigSuggestion[] {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(start, offset);
  const [, indent = '', key] = /^([ \t]*)(?:([\w-]+)[ \t]*:)?/.exec(before) ?? [];
  if (indent === '') {
    if (key === 'profile') return values(profiles);
    return key === undefined
      ? configKeys.map(({ key: label, about }) => keyOf(label, about, label === 'rules'))
      : [];
  }
  const above = /(?:^|\n)([\w-]+)[ \t]*:[^\n]*\n(?:[ \t#][^\n]*\n|\s*\n)*$/.exec(text.slice(0, start))?.[1];
  if (above !== 'rules') return [];
  if (key !== undefined) return values([...severities, 'off']);
  return rules.map(({ id, explanation }) => keyOf(id, explanation.what, false));
}

const values = (words: readonly string[]): ConfigSuggestion[] =>
  words.map((label) => ({ label, insertText: label, kind: 'value', about: undefined }));

const keyOf = (label: string, about: Message, opens: boolean): ConfigSuggestion => ({
  label,
  insertText: opens ? `${label}:\n  ` : `${label}: `,
  kind: 'key',
  about,
});
