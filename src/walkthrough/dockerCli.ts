import { execFile } from 'node:child_process';
import type { EngineEndpoint } from '../engine/port';

/** Arguments that make the docker command talk to this engine. */
export function endpointArguments(endpoint: EngineEndpoint): string[] {
  if (endpoint.source === 'context') return ['--context', endpoint.name];
  return endpoint.tls ? [] : ['--host', endpoint.host];
}

/** What a finished docker command printed; undefined when it failed or docker is not installed. */
export function dockerOutput(endpoint: EngineEndpoint, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(
      'docker',
      [...endpointArguments(endpoint), ...args],
      { timeout: 20_000, maxBuffer: 4 * 1024 * 1024 },
      (error, stdout) => {
        resolve(error ? undefined : stdout);
      },
    );
  });
}
