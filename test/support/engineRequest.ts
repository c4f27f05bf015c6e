import http from 'node:http';

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
    const request = http.request({ socketPath, method, path, headers }, (response) => {
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
    request.on('error', reject);
    request.end(text);
  });
}
