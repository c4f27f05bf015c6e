// npx tsx scripts/rulesReadme.ts: writes the pages that list the rules, from the rules themselves.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { profiles, ruleFamilies, type Rule } from '../src/compose/rule';
import { chapterNumber } from '../src/chapterId';
import { rules } from '../src/compose/rules/registry';
import { formatMessage, type Message } from '../src/message';

const folder = path.join(import.meta.dirname, '../src/compose/rules');
const french = path.join(import.meta.dirname, '../l10n/fr');

export const rulesReadmes = { en: path.join(folder, 'README.md'), fr: path.join(folder, 'README.fr.md') };
export type ReadmeLanguage = keyof typeof rulesReadmes;

const words = {
  en: {
    other: 'En français : [README.fr.md](README.fr.md)',
    title: 'The rules of the linter',
    made: 'Made by `npx tsx scripts/rulesReadme.ts` from the rules in this folder; change those, not this page.',
    profiles:
      'Each rule has a severity in each profile: `learn` (few, the default), `recommended` (a project), `strict` (what faces the world). A dash means off; any rule can be set by its id.',
    rule: 'rule',
    finds: 'finds',
    why: 'Why',
    risk: 'What an attacker or an outage does with it',
    kernel: 'In the kernel',
    chapter: 'Chapter of the course',
    bad: 'Found',
    good: 'Not found',
    colon: ':',
  },
  fr: {
    other: 'In English: [README.md](README.md)',
    title: 'Les règles du vérificateur',
    made: 'Page faite par `npx tsx scripts/rulesReadme.ts` à partir des règles de ce dossier ; changez celles-ci, pas cette page.',
    profiles:
      'Chaque règle a une gravité dans chaque profil : `learn` (peu de règles, le choix par défaut), `recommended` (un projet), `strict` (ce qui est exposé au monde). Un tiret veut dire inactive ; toute règle se règle par son identifiant.',
    rule: 'règle',
    finds: 'trouve',
    why: 'Pourquoi',
    risk: 'Ce qu’en fait un attaquant ou une panne',
    kernel: 'Dans le noyau',
    chapter: 'Chapitre du cours',
    bad: 'Trouvé',
    good: 'Non trouvé',
    colon: '\u00a0:',
  },
} as const;

/** The page in a language: a table of all rules, then each with its explanation and examples. */
export function rulesReadme(language: ReadmeLanguage): string {
  const w = words[language];
  const translations = language === 'fr' ? frenchTexts() : {};
  const say = (message: Message): string => formatMessage(message, translations);
  const row = (rule: Rule): string => {
    const severities = profiles.map((profile) => rule.severities[profile]);
    const cells = severities.map((severity) => (severity === 'off' ? '–' : severity));
    return `| [${rule.id}](#${rule.id}) | ${say(rule.explanation.what).replaceAll('|', '\\|')} | ${cells.join(' | ')} |`;
  };
  const examples = (title: string, texts: readonly string[]): string[] =>
    texts.slice(0, 2).flatMap((text) => [`${title}${w.colon}`, '```yaml\n' + text.trimEnd() + '\n```']);
  const details = (rule: Rule): string[] => {
    const { what, why, risk, kernelFact, chapter } = rule.explanation;
    const line = (title: string, text: string): string => `**${title}${w.colon}** ${text}`;
    return [
      `### ${rule.id}`,
      say(what),
      line(w.why, say(why)),
      line(w.risk, say(risk)),
      ...(kernelFact ? [line(w.kernel, say(kernelFact))] : []),
      line(w.chapter, String(chapterNumber(chapter))),
      ...examples(w.bad, rule.examples.bad),
      ...examples(w.good, rule.examples.good),
    ];
  };
  const families = ruleFamilies.filter((family) => rules.some((rule) => rule.family === family));
  const table = [
    `| ${w.rule} | ${w.finds} | ${profiles.join(' | ')} |`,
    '| --- | --- | --- | --- | --- |',
    ...families.flatMap((family) => rules.filter((rule) => rule.family === family).map(row)),
  ].join('\n');
  const sections = families.flatMap((family) => [
    `## ${family}`,
    ...rules.filter((rule) => rule.family === family).flatMap(details),
  ]);
  return [`# ${w.title}`, w.other, w.made, w.profiles, table, ...sections].join('\n\n') + '\n';
}

function frenchTexts(): Record<string, string> {
  const files = readdirSync(french).map((name) => readFileSync(path.join(french, name), 'utf8'));
  return Object.assign({}, ...files.map((text) => JSON.parse(text) as Record<string, string>)) as Record<
    string,
    string
  >;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [language, file] of Object.entries(rulesReadmes))
    writeFileSync(file, rulesReadme(language as ReadmeLanguage));
