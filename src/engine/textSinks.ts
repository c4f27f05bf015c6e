import { Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** Hands on text as it comes; a character that is cut between two chunks is held back until it is whole. */
export function textSink(onText: (text: string) => void): Writable {
  const decoder = new StringDecoder('utf8');
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      onText(decoder.write(chunk));
      done();
    },
  });
}

/** More than any command prints that is looked at; a container's program may print without end. */
const mostKept = 8 * 1024 * 1024;

/** Keeps what is written, to be read as one text: its first 8 MiB. */
export class TextSink extends Writable {
  private readonly chunks: Buffer[] = [];
  private kept = 0;

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    const part = chunk.subarray(0, mostKept - this.kept);
    if (part.length > 0) this.chunks.push(part);
    this.kept += part.length;
    done();
  }

  text(): string {
    return Buffer.concat(this.chunks).toString();
  }
}
