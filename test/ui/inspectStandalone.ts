import { createServer, type Server } from 'node:http';
import { readFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { root } from '../../scripts/vscode/cacheFolder';
import type { InspectFacts } from '../../src/inspect/inspectFacts';
import { inspectHtml } from '../../src/inspect/inspectHtml';
import type { FromPage, ToPage } from '../../src/inspect/pageProtocol';
import type { UsageById } from '../../src/inspect/usageWords';
import { launchBrowser } from '../support/browser';

export const themes = {
  dark: {
    class: 'vscode-dark',
    colors: {
      foreground: '#cccccc',
      'editor-background': '#1f1f1f',
      'editorWidget-background': '#202020',
      descriptionForeground: '#9d9d9d',
      focusBorder: '#0078d4',
      'panel-border': '#2b2b2b',
      'button-background': '#0078d4',
      'button-foreground': '#ffffff',
      'button-secondaryBackground': '#313131',
      'button-secondaryForeground': '#cccccc',
      'charts-blue': '#3794ff',
      'charts-orange': '#d18616',
      'charts-purple': '#b180d7',
      'charts-green': '#89d185',
      'charts-red': '#f14c4c',
      'input-background': '#313131',
      'input-foreground': '#cccccc',
      'textPreformat-foreground': '#d0d0d0',
      'textPreformat-background': '#3c3c3c',
    },
  },
  light: {
    class: 'vscode-light',
    colors: {
      foreground: '#3b3b3b',
      'editor-background': '#ffffff',
      'editorWidget-background': '#f8f8f8',
      descriptionForeground: '#3b3b3b',
      focusBorder: '#005fb8',
      'panel-border': '#e5e5e5',
      'button-background': '#005fb8',
      'button-foreground': '#ffffff',
      'button-secondaryBackground': '#e5e5e5',
      'button-secondaryForeground': '#3b3b3b',
      'charts-blue': '#1a85ff',
      'charts-orange': '#d18616',
      'charts-purple': '#652d90',
      'charts-green': '#388a34',
      'charts-red': '#e51400',
      'input-background': '#ffffff',
      'input-foreground': '#3b3b3b',
      'textPreformat-foreground': '#3b3b3b',
      'textPreformat-background': '#0000001f',
    },
  },
  highContrast: {
    class: 'vscode-high-contrast',
    colors: {
      foreground: '#ffffff',
      'editor-background': '#000000',
      'editorWidget-background': '#0c141f',
      descriptionForeground: '#ffffff',
      focusBorder: '#f38518',
      contrastBorder: '#6fc3df',
      'panel-border': '#6fc3df',
      'button-foreground': '#ffffff',
      'button-background': '#000000',
      'button-secondaryForeground': '#ffffff',
      'charts-blue': '#3794ff',
      'charts-orange': '#d18616',
      'charts-purple': '#b180d7',
      'charts-green': '#89d185',
      'charts-red': '#f14c4c',
      'input-background': '#000000',
      'input-foreground': '#ffffff',
      'textPreformat-foreground': '#ffffff',
      'textPreformat-background': '#000000',
    },
  },
} as const;
export type StandaloneTheme = keyof typeof themes;

export interface StandaloneOptions {
  readonly facts: InspectFacts;
  readonly usage?: UsageById;
  readonly theme?: StandaloneTheme;
  readonly size?: { readonly width: number; readonly height: number };
  readonly language?: 'en' | 'fr';
  readonly reducedMotion?: boolean;
  readonly state?: unknown;
}

/** The page of Inspect Namespaces alone in a browser: its own document, script and styles, no editor around. */
export class InspectStandalone {
  private constructor(
    readonly page: Page,
    private readonly browser: Browser,
    private readonly server: Server,
    /** Complaints of the browser: errors of scripts, refusals by the content security policy. */
    readonly complaints: string[],
  ) {}

  static async open(options: StandaloneOptions): Promise<InspectStandalone> {
    const language = options.language ?? 'en';
    const translations =
      language === 'en'
        ? {}
        : (JSON.parse(
            await readFile(path.join(root, `dist/l10n/bundle.l10n.${language}.json`), 'utf8'),
          ) as Record<string, string>);
    const { server, origin } = await serve(language, translations);
    const browser = await launchBrowser();
    const page = await browser.newPage({
      viewport: options.size ?? { width: 1280, height: 900 },
      reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
    });
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    const theme = themes[options.theme ?? 'dark'];
    const variables = Object.entries({
      ...Object.fromEntries(Object.entries(theme.colors).map(([name, value]) => [`--vscode-${name}`, value])),
      '--vscode-font-family': 'system-ui, "DejaVu Sans", sans-serif',
      '--vscode-font-size': '13px',
      '--vscode-editor-font-family': 'monospace',
    });
    await page.addInitScript({ content: editorAround(variables, theme.class, options.state) });
    await page.goto(origin);
    const standalone = new InspectStandalone(page, browser, server, complaints);
    await standalone.send({
      type: 'facts',
      facts: options.facts,
      selection: { engine: 'default', projects: [], containers: [] },
    });
    await standalone.send({ type: 'usage', usage: options.usage ?? {} });
    await page.locator('h1').waitFor();
    return standalone;
  }

  /** What the editor would post to the page. */
  async send(message: ToPage): Promise<void> {
    await this.page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`);
  }

  /** What the page posted to the editor so far. */
  async sent(): Promise<readonly FromPage[]> {
    return this.page.evaluate<readonly FromPage[]>('window.sent');
  }

  async screenshot(name: string): Promise<string> {
    const file = path.join(root, 'test/artifacts', `inspect-${name}.png`);
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file, fullPage: true });
    return file;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** A script that runs in the page before its own: what VS Code puts around a webview. */
function editorAround(
  variables: readonly (readonly [string, string])[],
  bodyClass: string,
  state: unknown,
): string {
  return `
    let state = ${state === undefined ? 'undefined' : JSON.stringify(state)};
    window.sent = [];
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => window.sent.push(message),
      getState: () => state,
      setState: (next) => { state = next; window.kept = next; },
    });
    document.addEventListener('DOMContentLoaded', () => {
      document.body.className = ${JSON.stringify(bodyClass)};
      for (const [name, value] of ${JSON.stringify(variables)})
        document.documentElement.style.setProperty(name, value);
    });`;
}

async function serve(language: string, translations: Readonly<Record<string, string>>) {
  const html = inspectHtml({
    cspSource: "'self'",
    scriptUri: '/inspectPage.js',
    styleUri: '/inspect.css',
    nonce: 'standalone',
    language,
    title: 'Unboxed',
    selection: { engine: 'default', projects: [], containers: [] },
    translations,
  });
  const files: Record<string, { readonly type: string; readonly file: string }> = {
    '/inspectPage.js': { type: 'text/javascript', file: 'dist/inspectPage.js' },
    '/inspect.css': { type: 'text/css', file: 'media/inspect/inspect.css' },
  };
  const server = createServer((request, response) => {
    const found = files[request.url ?? ''];
    if (request.url === '/') {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
    } else if (found === undefined) {
      response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
    } else {
      void readFile(path.join(root, found.file)).then((bytes) =>
        response.setHeader('content-type', `${found.type}; charset=utf-8`).end(bytes),
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { server, origin: `http://127.0.0.1:${port}/` };
}
