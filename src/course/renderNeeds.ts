import { formatBytes } from '../kernel/formatBytes';
import { msg, type Message } from '../message';
import { exercises } from './chapters';
import type { NeededImage } from './neededImages';
import { escapeHtml, richText } from './richText';

/** What an exercise needs and may not have. */
export interface Needs {
  readonly images: readonly NeededImage[];
  /** False until the engine has told which images it has. */
  readonly imagesKnown: boolean;
  /** Why no engine answers and what to do about it; absent while one does or may yet. */
  readonly noEngine?: readonly Message[];
}

/** The lines about engine and images, and what can be done without them. */
export function renderNeeds(
  { images, imagesKnown, noEngine }: Needs,
  t: (message: Message) => string,
): string {
  const lines = images.map((image) => richText(t(imageLine(image, imagesKnown, t))));
  if (noEngine) lines.push(escapeHtml([...noEngine, withoutEngine(t)].map(t).join(' ')));
  return lines.map((line) => `<p class="needs" role="status">${line}</p>`).join('');
}

/** Names what can be done meanwhile. */
export function withoutEngine(t: (message: Message) => string): Message {
  const titles = exercises.filter((exercise) => exercise.withoutEngine).map(({ title }) => t(title));
  return msg(
    'Meanwhile every page can be read with its solution and each compose file is checked; these exercises need no engine and no image: {0}.',
    titles.join(', '),
  );
}

function imageLine(
  { name, size, download }: NeededImage,
  known: boolean,
  t: (message: Message) => string,
): Message {
  if (size !== undefined)
    return msg('The image `{0}` is on the engine already: {1}.', name, t(formatBytes(size)));
  const about = download === undefined ? undefined : t(formatBytes(download));
  if (!known)
    return about === undefined
      ? msg('Needs the image `{0}`.', name)
      : msg('Needs the image `{0}`: about {1} to download where it is missing.', name, about);
  return about === undefined
    ? msg('Needs the image `{0}`, which is not on the engine yet.', name)
    : msg('Needs the image `{0}`, which is not on the engine yet: about {1} to download.', name, about);
}
