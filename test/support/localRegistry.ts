import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** How many bytes of a layer are sent before it waits for `release`. */
const part = 1024 * 1024;
const gzip = 'application/vnd.docker.image.rootfs.diff.tar.gzip';
const manifestType = 'application/vnd.docker.distribution.manifest.v2+json';

/**
 * A registry on this machine, which engines take without TLS (127.0.0.0/8 is theirs by default), with one image of
 * random bytes in two layers. Of each layer it sends the first part and the rest when it is told to.
 */
export class LocalRegistry {
  private readonly blobs = new Map<string, Buffer>();
  private readonly manifest: Buffer;
  private readonly server = http.createServer((request, response) => {
    this.answer(request.url ?? '', request.method === 'HEAD', response);
  });
  private free: Promise<void> = Promise.resolve();
  /** How often a layer was asked for. */
  layersSent = 0;

  private constructor() {
    const layers = [1, 2].map((number) => tarOf(`unboxed-${number}`, randomBytes(2 * 1024 * 1024)));
    const config = Buffer.from(
      JSON.stringify({
        architecture: 'amd64',
        os: 'linux',
        config: {},
        rootfs: { type: 'layers', diff_ids: layers.map(digestOf) },
      }),
    );
    const packed = layers.map((layer) => gzipSync(layer, { level: 0 }));
    for (const blob of [config, ...packed]) this.blobs.set(digestOf(blob), blob);
    this.manifest = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: manifestType,
        config: {
          mediaType: 'application/vnd.docker.container.image.v1+json',
          size: config.length,
          digest: digestOf(config),
        },
        layers: packed.map((blob) => ({ mediaType: gzip, size: blob.length, digest: digestOf(blob) })),
      }),
    );
  }

  static async start(): Promise<LocalRegistry> {
    const registry = new LocalRegistry();
    registry.server.listen(0, '127.0.0.1');
    await once(registry.server, 'listening');
    return registry;
  }

  /** Bytes of both layers as they are sent. */
  get size(): number {
    return [...this.blobs.values()].slice(1).reduce((sum, { length }) => sum + length, 0);
  }

  /** The image as an engine of this machine names it. */
  image(name: string): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}/${name}:1`;
  }

  /** From now on only the first part of each layer is sent; the returned function lets the rest go. */
  hold(): () => void {
    let release: () => void = () => undefined;
    this.free = new Promise((resolve) => (release = resolve));
    return release;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private answer(url: string, head: boolean, response: http.ServerResponse): void {
    const blob = this.blobs.get(/\/blobs\/(.+)$/.exec(url)?.[1] ?? '');
    if (url === '/v2/') response.end('{}');
    else if (/^\/v2\/.+\/manifests\/(1|sha256:.+)$/.test(url)) {
      response.writeHead(200, {
        'content-type': manifestType,
        'content-length': this.manifest.length,
        'docker-content-digest': digestOf(this.manifest),
      });
      response.end(head ? undefined : this.manifest);
    } else if (blob) void this.send(blob, head, response);
    else
      response
        .writeHead(404, { 'content-type': 'application/json' })
        .end('{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}');
  }

  private async send(blob: Buffer, head: boolean, response: http.ServerResponse): Promise<void> {
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': blob.length });
    if (head) {
      response.end();
      return;
    }
    response.write(blob.subarray(0, part));
    if (blob.length > part) {
      this.layersSent++;
      await this.free;
    }
    response.end(blob.subarray(part));
  }
}

function digestOf(data: Buffer): string {
  return `sha256:${createHash('sha256').update(data).digest('hex')}`;
}

/** A tar archive with one file (POSIX ustar). */
function tarOf(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(512);
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`;
  header.write(name, 0);
  header.write(octal(0o644, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(content.length, 12), 124);
  header.write(octal(0, 12), 136);
  header.write('        0', 148);
  header.write('ustar\u000000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([
    header,
    content,
    Buffer.alloc((512 - (content.length % 512)) % 512),
    Buffer.alloc(1024),
  ]);
}
