import Module from 'node:module';

/** What the editor was made to say, and the tabs and folders that it pretends to have. */
export const stubbed = {
  said: [] as { readonly text: string; readonly detail: string; readonly buttons: readonly string[] }[],
  /** The button that is pressed, where there is one of that name. */
  press: '',
  tabs: [] as string[],
  open: [] as unknown[],
  folder: '',
};

class TabInputText {
  constructor(readonly uri: Uri) {}
}

/** As much of a file's address as the code under test asks for. */
class Uri {
  readonly scheme = 'file';
  private constructor(readonly fsPath: string) {}
  static file(path: string): Uri {
    return new Uri(path);
  }
  get path(): string {
    return this.fsPath;
  }
  toString(): string {
    return `file://${this.fsPath}`;
  }
}

const show = (text: string, ...rest: readonly unknown[]): Promise<string | undefined> => {
  const buttons = rest.filter((one) => typeof one === 'string');
  const [options] = rest as readonly [{ readonly detail?: string } | undefined];
  stubbed.said.push({ text, detail: (typeof options === 'object' && options.detail) || '', buttons });
  return Promise.resolve(buttons.find((button) => button === stubbed.press));
};

class EventEmitter {
  readonly event = (): { dispose(): void } => ({ dispose: () => undefined });
  fire(): void {}
  dispose(): void {}
}

/** The few parts of VS Code’s API that say and ask, for code whose words are looked at without an editor. */
const api = {
  l10n: {
    t: (text: string, ...values: readonly unknown[]) =>
      text.replace(/\{(\d+)\}/g, (_, at: string) => String(values[Number(at)])),
  },
  Uri,
  TabInputText,
  EventEmitter,
  Disposable: { from: () => ({ dispose: () => undefined }) },
  ProgressLocation: { Window: 10 },
  window: {
    showInformationMessage: show,
    showWarningMessage: show,
    showErrorMessage: show,
    showQuickPick: (items: readonly unknown[]) => Promise.resolve(items[0]),
    visibleTextEditors: [],
    activeTextEditor: undefined,
    withProgress: (_: unknown, work: () => unknown) => work(),
    tabGroups: {
      get all() {
        return [{ tabs: stubbed.tabs.map((path) => ({ input: new TabInputText(Uri.file(path)) })) }];
      },
    },
  },
  languages: { registerDocumentLinkProvider: () => ({ dispose: () => undefined }) },
  workspace: {
    isTrusted: true,
    get textDocuments() {
      return stubbed.open;
    },
    registerTextDocumentContentProvider: () => ({ dispose: () => undefined }),
    onDidCloseTextDocument: () => ({ dispose: () => undefined }),
    openTextDocument: (uri: Uri) =>
      Promise.resolve(stubbed.open.find((one) => (one as { uri: Uri }).uri.fsPath === uri.fsPath)),
    getWorkspaceFolder: ({ fsPath }: Uri) =>
      stubbed.folder !== '' && fsPath.startsWith(`${stubbed.folder}/`) ? { uri: stubbed.folder } : undefined,
    fs: { isWritableFileSystem: () => true },
  },
};

const loader = Module as unknown as { _load: (request: string, ...rest: readonly unknown[]) => unknown };
const load = loader._load;
loader._load = (request, ...rest) =>
  request === 'vscode' ? api : Reflect.apply(load, Module, [request, ...rest]);
