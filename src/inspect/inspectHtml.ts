import type { InspectSelection } from './pageProtocol';

export interface PageParts {
  /** What the webview may load styles from (`Webview.cspSource`). */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  readonly nonce: string;
  readonly language: string;
  readonly title: string;
  /** What is shown: the page keeps it, for a reload that comes before the first answer of the engine. */
  readonly selection: InspectSelection;
  /** English text → the reader's language, for the page's own texts. */
  readonly translations: Readonly<Record<string, string>>;
}

/** The page's document. All that it shows later is put in by its script, as text and never as markup. */
export function inspectHtml(parts: PageParts): string {
  const { cspSource, nonce } = parts;
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  // Inside a script element only `<` could end it.
  const json = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(parts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escapeHtml(parts.styleUri)}">
<title>${escapeHtml(parts.title)}</title>
</head>
<body>
<main id="page"></main>
<script id="translations" type="application/json" nonce="${nonce}">${json(parts.translations)}</script>
<script id="selection" type="application/json" nonce="${nonce}">${json(parts.selection)}</script>
<script nonce="${nonce}" src="${escapeHtml(parts.scriptUri)}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
