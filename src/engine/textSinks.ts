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

/** Keeps all that is written, to be read as one text. */
export class TextSink extends Writable {
  private readonly chunks: Buffer[] = [];

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.chunks.push(chunk);
    done();
  }

  text(): string {
    return Buffer.concat(this.chunks).toString();
  }
}
