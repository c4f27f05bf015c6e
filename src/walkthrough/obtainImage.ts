import * as vscode from 'vscode';
import { withoutLinks } from '../platform/withoutLinks';
import { notify } from '../platform/notify';
import { labImage } from '../course/labImage';
import { aboutDownload, findImage } from '../course/neededImages';
import { EngineError, type Engine, type EngineImage, type PullProgress } from '../engine/port';
import { addressSource } from '../kernel/addressSource';
import { engineAdvice } from '../kernel/engineAdvice';
import { formatBytes } from '../kernel/formatBytes';
import { say } from '../platform/say';

/** An image that is on the engine now, or why there is none; undefined when the learner did not want it. */
export type Obtained = { readonly image: string } | { readonly problem: string } | undefined;

/** The image that the learner named for the exercises; empty when none. */
export function configuredImage(): string {
  return vscode.workspace.getConfiguration('unboxed.course').get('image', '').trim();
}

/** The image in which labs run: the configured one, one that is there, or, after asking, a small one. */
export function obtainLabImage(engine: Engine): Promise<Obtained> {
  return obtainImage(engine, (present) => labImage({ present, configured: configuredImage() }));
}

/**
 * Brings an image to the engine: says which one is missing and how much is to be downloaded, asks, and shows how
 * far it is. `choose` names the image, told those that are there.
 */
export async function obtainImage(
  engine: Engine,
  choose: (present: readonly string[]) => string,
): Promise<Obtained> {
  let images: readonly EngineImage[];
  try {
    images = await engine.images();
  } catch (error) {
    return { problem: words(error, engine) };
  }
  const present = images.flatMap(({ tags }) => tags);
  const image = choose(present);
  if (findImage(images, image)) return { image };
  if (!(await mayDownload(image))) return undefined;
  try {
    return (await download(engine, image)) ? { image } : undefined;
  } catch (error) {
    const why = error instanceof EngineError ? error.detail : String(error);
    return {
      problem: [
        vscode.l10n.t('{0} could not be downloaded: {1}', image, why.trim()),
        vscode.l10n.t(
          'Without a network: give the engine the image from a file with “docker load”, or name an image that is there in the setting {0}.',
          'unboxed.course.image',
        ),
      ].join('\n'),
    };
  }
}

async function mayDownload(image: string): Promise<boolean> {
  const bytes = aboutDownload(image);
  const yes = vscode.l10n.t('Download');
  const answer = await notify.question(
    bytes === undefined
      ? vscode.l10n.t('This needs the image {0}, and the engine does not have it. Download it?', image)
      : vscode.l10n.t(
          'This needs the image {0}, and the engine does not have it. Download it (about {1})?',
          image,
          say(formatBytes(bytes)),
        ),
    '',
    yes,
  );
  return answer === yes;
}

/** False when the learner cancelled it. */
async function download(engine: Engine, image: string): Promise<boolean> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: withoutLinks(vscode.l10n.t('Downloading {0}…', image)),
      cancellable: true,
    },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => {
        abort.abort();
      });
      let shown = 0;
      return engine.pull(
        image,
        (pull) => {
          const percent = pull.totalBytes === 0 ? 0 : Math.floor((100 * pull.bytes) / pull.totalBytes);
          progress.report({ message: progressText(pull), increment: Math.max(0, percent - shown) });
          shown = Math.max(shown, percent);
        },
        abort.signal,
      );
    },
  );
}

function progressText({ layers, layersDone, bytes, totalBytes }: PullProgress): string {
  return totalBytes === 0
    ? vscode.l10n.t('{0} of {1} layers', layersDone, layers)
    : vscode.l10n.t(
        '{0} of {1} layers, {2} of {3}',
        layersDone,
        layers,
        say(formatBytes(bytes)),
        say(formatBytes(totalBytes)),
      );
}

function words(error: unknown, { endpoint }: Engine): string {
  if (!(error instanceof EngineError)) return String(error);
  const { kind, detail, subject } = error;
  const { reason, step } = engineAdvice({ reason: kind, detail, subject }, endpoint);
  return `${say(reason)} ${say(addressSource(endpoint))} ${say(step)}`;
}
