import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The language that the environment asks for, as POSIX orders the variables. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): string {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  const asked = [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== '');
  return (asked ?? 'en').slice(0, 2).toLowerCase();
}

/** The merged translations that the build leaves beside the CLI; none for English or a language we do not have. */
export function loadTranslations(language: string, folder: string): Readonly<Record<string, string>> {
  if (!/^[a-z]{2}$/.test(language) || language === 'en') return {};
  try {
    const text = readFileSync(path.join(folder, `bundle.l10n.${language}.json`), 'utf8');
    return JSON.parse(text) as Record<string, string>;
  } catch {
    return {};
  }
}
