import { asAnswer, number, part, text } from './answers';
import { EngineError, type PullProgress } from './port';

interface Layer {
  readonly bytes: number;
  /** 0 until the engine tells. */
  readonly total: number;
  readonly done: boolean;
}

/** States of a layer in the stream of `POST /images/create`; any other line is about the image as a whole. */
const arriving = new Set(['Pulling fs layer', 'Waiting', 'Downloading']);
const arrived = new Set(['Verifying Checksum', 'Download complete', 'Extracting']);
const done = new Set(['Pull complete', 'Already exists']);

/** Adds up the lines with which an engine tells of a download. */
export class PullReader {
  private readonly layers = new Map<string, Layer>();

  /** Takes one line; throws `EngineError` when it says that the download failed. */
  take(line: unknown): PullProgress {
    const answer = asAnswer(line);
    const failure = text(part(answer, 'errorDetail'), 'message') || text(answer, 'error');
    if (failure !== '') throw new EngineError('unknown', failure);
    const detail = part(answer, 'progressDetail');
    this.note(text(answer, 'id'), text(answer, 'status'), number(detail, 'current'), number(detail, 'total'));
    const layers = [...this.layers.values()];
    return {
      layers: layers.length,
      layersDone: layers.filter((layer) => layer.done).length,
      bytes: layers.reduce((sum, { bytes }) => sum + bytes, 0),
      totalBytes: layers.reduce((sum, { total }) => sum + total, 0),
    };
  }

  private note(id: string, status: string, current: number, total: number): void {
    const before = this.layers.get(id) ?? { bytes: 0, total: 0, done: false };
    if (status === 'Downloading') {
      const size = Math.max(before.total, total);
      this.layers.set(id, { ...before, bytes: size > 0 ? Math.min(current, size) : current, total: size });
    } else if (arriving.has(status)) this.layers.set(id, before);
    // Its counts are of unpacked bytes from here on.
    else if (arrived.has(status)) this.layers.set(id, { ...before, bytes: before.total });
    else if (done.has(status)) this.layers.set(id, { ...before, bytes: before.total, done: true });
  }
}
