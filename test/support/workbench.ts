import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { root } from '../../scripts/vscode/cacheFolder';
import { startWebServer, type WebServer } from '../../scripts/vscode/webServer';
import { installWebVscode, type VscodeAge } from '../../scripts/vscode/webVscode';
import { launchBrowser } from './browser';
import { temporaryFolder, type TemporaryFolder } from './temporaryFolder';

export type Theme = 'dark' | 'light' | 'highContrast' | 'highContrastLight';

export interface WorkbenchOptions {
  /** Which VS Code; by default the one of `UNBOXED_TEST_VSCODE`, else the newest. */
  readonly vscode?: VscodeAge;
  /** Files of the opened folder: relative path → text. */
  readonly files?: Readonly<Record<string, string>>;
  /** A folder of which a copy is opened; `files` are added to it. */
  readonly copyOf?: string;
  /** Language of the editor and so of Unboxed. */
  readonly locale?: 'en' | 'fr';
  readonly theme?: Theme;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension, for instance `DOCKER_HOST`. */
  readonly env?: Readonly<Record<string, string>>;
  readonly size?: { readonly width: number; readonly height: number };
  /** Installs this VSIX instead of running the repository as an extension. */
  readonly vsix?: string;
  /** Another extension's folder in place of the repository. */
  readonly extension?: string;
  /** Opens the folder untrusted, as VS Code does with a folder it sees for the first time. */
  readonly askTrust?: boolean;
}

const themes: Record<Theme, string> = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  highContrast: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
};
/** Generous, for machines with few cores; what is there is found at once. */
const patience = 45_000;

/**
 * A real VS Code in a real browser, with Unboxed in it. All waits give up after 45 s with the name of what
 * did not appear. `page` is there for everything that the methods don't cover.
 */
export class Workbench {
  private constructor(
    readonly page: Page,
    /** The opened folder, a temporary copy. */
    readonly folder: string,
    private readonly locale: 'en' | 'fr',
    private readonly server: WebServer,
    private readonly browser: Browser,
    private readonly workspace: TemporaryFolder,
  ) {}

  static async open(options: WorkbenchOptions = {}): Promise<Workbench> {
    const locale = options.locale ?? 'en';
    const vscode = await installWebVscode(options.vscode ?? vscodeFromEnvironment(), (line) => {
      console.log(line);
    });
    const workspace = await temporaryFolder(options.files, options.copyOf);
    const server = await startWebServer(vscode, {
      locale,
      settings: { 'workbench.colorTheme': themes[options.theme ?? 'dark'], ...options.settings },
      ...(options.env && { env: options.env }),
      ...(options.vsix ? { vsix: options.vsix } : { extensions: [options.extension ?? root] }),
      ...(options.askTrust && { askTrust: true }),
    });
    let browser: Browser | undefined;
    try {
      browser = await launchBrowser();
      const context = await browser.newContext({
        locale: locale === 'fr' ? 'fr' : 'en-US',
        viewport: options.size ?? { width: 1600, height: 900 },
      });
      const page = await context.newPage();
      page.setDefaultTimeout(patience);
      const query = new URLSearchParams({ folder: workspace.path, payload: '[["skipWelcome","true"]]' });
      await page.goto(`${server.origin}/?${query.toString()}`);
      await page.locator('.monaco-workbench .activitybar').waitFor({ timeout: 60_000 });
      return new Workbench(page, workspace.path, locale, server, browser, workspace);
    } catch (error) {
      await browser?.close();
      await server.stop();
      await workspace.remove();
      throw error;
    }
  }

  /** Goes to a window without a folder: extensions start anew there, with what they keep for the user. */
  async openWithoutFolder(): Promise<void> {
    const query = new URLSearchParams({ ew: 'true', payload: '[["skipWelcome","true"]]' });
    await this.page.goto(`${this.server.origin}/?${query.toString()}`);
    await this.page.locator('.monaco-workbench .activitybar').waitFor({ timeout: 60_000 });
  }

  /** Ends the browser and the server, and removes the folder. */
  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    await this.workspace.remove();
  }

  /** Runs a command through the command palette: an id of Unboxed (`unboxed.…`) or the title of any command. */
  async run(command: string): Promise<void> {
    const title = command.startsWith('unboxed.') ? await commandTitle(command, this.locale) : command;
    // The palette shows the commands that VS Code knew when it opened: right after the start it may be too early.
    await this.takeQuickly('F1', `>${title}`, title);
  }

  private quickInput(): Locator {
    return this.page.locator('.quick-input-widget input[type="text"]').first();
  }

  /**
   * Presses a key that opens VS Code's quick input, types, and takes the row of that text. A key is lost while the
   * keyboard goes from one frame to another, and the input closes when it goes: then all begins again.
   */
  private async takeQuickly(key: string, text: string, row: string): Promise<void> {
    let problem: unknown;
    for (let tries = 0; tries < 5; tries += 1)
      try {
        await this.page.keyboard.press(key);
        await this.quickInput().fill(text, { timeout: patience / 5 });
        await this.quickPickRows()
          .filter({ hasText: row })
          .first()
          .click({ timeout: patience / 5 });
        return;
      } catch (error) {
        problem = error;
        await this.page.keyboard.press('Escape');
      }
    throw new Error(`“${row}” could not be taken after ${key}.`, { cause: problem });
  }

  quickPickRows(): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row');
  }

  /** Waits for a quick pick with an item of that text and takes it. */
  async pick(text: string | RegExp): Promise<void> {
    await this.quickPickRows().filter({ hasText: text }).first().click();
  }

  /** Opens a file of the folder in an editor. `name` is relative to the folder. */
  async openFile(name: string): Promise<void> {
    await this.takeQuickly('ControlOrMeta+P', name, path.basename(name));
    await this.page
      .locator(`.editor-instance .monaco-editor[data-uri$="/${name}"] .view-line`)
      .first()
      .waitFor();
  }

  /** The text of a file of the folder as it is on the disk. */
  readFile(name: string): Promise<string> {
    return readFile(path.join(this.folder, name), 'utf8');
  }

  /** A CodeLens of the visible editor. */
  codeLens(text: string | RegExp): Locator {
    return this.page.locator('.codelens-decoration a').filter({ hasText: text });
  }

  /** Shows Unboxed's view container. */
  async openUnboxedView(): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: /^Unboxed/ });
    await tab.waitFor();
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    await this.page.locator('.sidebar .pane-body').first().waitFor();
  }

  /** A row of a tree whose accessible name or text has `text`. */
  treeItem(text: string | RegExp): Locator {
    return this.page.locator('.pane-body').getByRole('treeitem').filter({ hasText: text }).first();
  }

  /** Opens the rows of a path one below the other, and returns the last one, which is not opened. */
  async reveal(...names: (string | RegExp)[]): Promise<Locator> {
    let row = this.treeItem(names[0] ?? '');
    for (const [index, name] of names.entries()) {
      row = this.treeItem(name);
      await row.waitFor();
      if (index < names.length - 1) await this.expand(row);
    }
    await row.scrollIntoViewIfNeeded();
    return row;
  }

  /** Closes a pane of the side bar, to leave its room to the others: trees draw only the rows that fit. */
  async collapsePane(title: string): Promise<void> {
    const header = this.page.locator('.sidebar .pane-header').filter({ hasText: title }).first();
    await header.waitFor();
    if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
  }

  /** Opens a row. A tree that is drawn anew at that moment takes no click: it is tried again. */
  async expand(row: Locator): Promise<void> {
    const opened = row.and(this.page.locator('[aria-expanded="true"]'));
    for (let tries = 0; tries < 5 && (await row.getAttribute('aria-expanded')) === 'false'; tries += 1) {
      await row.locator('.monaco-tl-twistie').click();
      await opened.waitFor({ timeout: patience / 5 }).catch(() => undefined);
    }
  }

  /** Opens the context menu of an element and takes the entry of that name. */
  async contextMenu(target: Locator, entry: string | RegExp): Promise<void> {
    await target.click({ button: 'right' });
    const item = this.page.locator('.context-view .action-label').filter({ hasText: entry }).first();
    await item.waitFor();
    // VS Code’s menus take no click in their first 100 ms, lest the click that opened them counts.
    await this.page.waitForTimeout(250);
    await item.click();
  }

  /** Presses a button of a notification or of a dialog. */
  async press(button: string | RegExp): Promise<void> {
    await this.page
      .locator('.notifications-toasts, .notifications-center, .monaco-dialog-box')
      .getByRole('button', { name: button })
      .first()
      .click();
  }

  /** Waits until the text is on the screen (webviews excluded: see `webview`). */
  async waitForText(text: string | RegExp, timeout = patience): Promise<Locator> {
    const place = this.page.getByText(text).first();
    await place.waitFor({ timeout });
    return place;
  }

  /** The document inside the visible webview. */
  webview(): ReturnType<Page['frameLocator']> {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** Writes test/artifacts/NAME.png and returns its path. */
  async screenshot(name: string): Promise<string> {
    const file = path.join(root, 'test/artifacts', `${name}.png`);
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
    return file;
  }

  /** What the server wrote: extension host errors are in there. */
  serverLog(): Promise<string> {
    return readFile(this.server.logFile, 'utf8');
  }
}

/** Opens a workbench, hands it to `use` and closes it; on failure leaves a screenshot named after `name`. */
export async function withWorkbench(
  name: string,
  options: WorkbenchOptions,
  use: (workbench: Workbench) => Promise<void>,
): Promise<void> {
  const workbench = await Workbench.open(options);
  try {
    await use(workbench);
  } catch (error) {
    await workbench.screenshot(`failed-${name}`).catch(() => undefined);
    throw error;
  } finally {
    await workbench.close();
  }
}

function vscodeFromEnvironment(): VscodeAge {
  return process.env['UNBOXED_TEST_VSCODE'] === 'oldest' ? 'oldest' : 'newest';
}

/** The title of one of our commands as the palette shows it: category, colon, title, in that language. */
async function commandTitle(id: string, locale: 'en' | 'fr'): Promise<string> {
  interface Manifest {
    contributes?: { commands?: { command: string; title: string; category?: string }[] };
  }
  const json = async (file: string) => JSON.parse(await readFile(path.join(root, file), 'utf8')) as unknown;
  const manifest = (await json('package.json')) as Manifest;
  const texts = (await json(locale === 'fr' ? 'package.nls.fr.json' : 'package.nls.json')) as Record<
    string,
    string
  >;
  const command = manifest.contributes?.commands?.find((c) => c.command === id);
  if (!command) throw new Error(`package.json has no command ${id}.`);
  const text = (raw: string) => raw.replace(/^%(.+)%$/, (whole, key: string) => texts[key] ?? whole);
  return command.category ? `${text(command.category)}: ${text(command.title)}` : text(command.title);
}
