// npx tsx scripts/settingsTable.ts: writes the table of settings in README.md from package.json and its texts.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(import.meta.dirname, '..');
export const readmeFile = path.join(root, 'README.md');

interface Setting {
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly markdownDescription?: string;
}
interface Configuration {
  readonly properties?: Readonly<Record<string, Setting>>;
}

function json(file: string): unknown {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}

/** README.md's text with its table of settings as the manifest has it today. */
export function withSettingsTable(readme: string): string {
  const manifest = json('package.json') as {
    contributes: { configuration: Configuration | readonly Configuration[] };
  };
  const texts = json('package.nls.json') as Record<string, string>;
  const rows = [manifest.contributes.configuration]
    .flat()
    .flatMap((part) => Object.entries(part.properties ?? {}))
    .map(([name, setting]) => {
      const key = setting.markdownDescription ?? setting.description ?? '';
      const text = texts[key.replace(/^%|%$/g, '')] ?? key;
      const choices = setting.enum
        ? ` One of ${setting.enum.map((value) => `\`${value}\``).join(', ')}.`
        : '';
      const initial =
        typeof setting.default === 'object' ? 'all on' : `\`${JSON.stringify(setting.default)}\``;
      return `| \`${name}\` | ${initial} | ${text.replaceAll('\n', ' ')}${choices} |`;
    });
  const table = ['| setting | default | what it does |', '| --- | --- | --- |', ...rows].join('\n');
  return readme.replace(
    /<!-- settings -->[\s\S]*<!-- \/settings -->/,
    () => `<!-- settings -->\n\n${table}\n\n<!-- /settings -->`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(readmeFile, withSettingsTable(readFileSync(readmeFile, 'utf8')));
