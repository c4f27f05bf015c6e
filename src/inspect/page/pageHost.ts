import type { PlanOptions } from '../planOptions';
import type { FromPage, InspectSelection } from '../pageProtocol';
import type { PageChoices } from './pageChoices';

/** What the editor gives to a webview's script. */
export interface PageHost {
  postMessage(message: FromPage): void;
  getState(): unknown;
  /** Kept over a reload; the selection is read by the extension, the choices by the page. */
  setState(state: {
    readonly selection: InspectSelection | undefined;
    readonly choices: PageChoices;
    readonly plan: PlanOptions;
  }): void;
}
