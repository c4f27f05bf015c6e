import http from 'node:http';

/** Milliseconds in which a daemon that nothing disturbs must answer. */
const timeout = 60_000;

/** One request to an engine's socket, without any of the project's own code; gives the answer, read as JSON if it is. */
export function engineRequest(
  socketPath: string,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = text === undefined ? {} : { 'Content-Type': 'application/json' };
    const request = http.request({ socketPath, method, path, headers, timeout }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString();
        try {
          resolve(JSON.parse(answer) as unknown);
        } catch {
          resolve(answer);
        }
      });
    });
    request.on('timeout', () => request.destroy(new Error(`${method} ${path} was not answered`)));
    request.on('error', reject);
    request.end(text);
  });
}
