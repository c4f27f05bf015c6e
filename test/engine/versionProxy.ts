import http from 'node:http';

/** An engine seen through a proxy as one of another API version. */
export interface VersionProxy {
  readonly host: string;
  close(): Promise<void>;
}

export interface Rewriting {
  /** Asked of the engine in the path of each request: it then answers as that version did. */
  readonly version?: string;
  /** Told in the header of each answer. */
  readonly header?: string;
  /** Changes each JSON value of an answer: one of a request, each line of a stream. `path` is without version. */
  readonly change?: (path: string, value: unknown) => unknown;
}

/** `target` as in DOCKER_HOST, `unix://` or `tcp://`. */
export async function versionProxy(target: string, rewriting: Rewriting): Promise<VersionProxy> {
  const url = new URL(target);
  const engine =
    url.protocol === 'unix:' ? { socketPath: url.pathname } : { host: url.hostname, port: Number(url.port) };
  const { version, header, change } = rewriting;
  const server = http.createServer((near, answer) => {
    const path = `${version === undefined ? '' : `/v${version}`}${near.url ?? ''}`;
    const far = http.request({ ...engine, path, method: near.method, headers: near.headers }, (response) => {
      const headers = { ...response.headers };
      if (header !== undefined) headers['api-version'] = header;
      const json = /json/.test(headers['content-type'] ?? '');
      if (change === undefined || !json) {
        answer.writeHead(response.statusCode ?? 502, headers);
        answer.flushHeaders();
        response.pipe(answer);
        return;
      }
      delete headers['content-length'];
      answer.writeHead(response.statusCode ?? 502, headers);
      answer.flushHeaders();
      let rest = '';
      const rewrite = (line: string) =>
        line.trim() === '' ? line : JSON.stringify(change(near.url?.split('?')[0] ?? '', JSON.parse(line)));
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) answer.write(`${rewrite(line)}\n`);
      });
      response.on('end', () => answer.end(rewrite(rest)));
    });
    far.on('error', () => answer.destroy());
    answer.on('close', () => far.destroy());
    near.pipe(far);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    host: `tcp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
