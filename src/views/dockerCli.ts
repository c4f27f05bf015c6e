import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import type { EngineEndpoint } from '../engine/port';

/** Options that make the docker CLI talk to this endpoint, whatever context is current. */
export function dockerOptions(endpoint: EngineEndpoint): string[] {
  const { host, tls } = endpoint;
  if (tls === undefined) return ['--host', host];
  return [
    '--host',
    host,
    tls.verify ? '--tlsverify' : '--tls',
    ...(tls.ca === undefined ? [] : ['--tlscacert', tls.ca]),
    ...(tls.cert === undefined ? [] : ['--tlscert', tls.cert]),
    ...(tls.key === undefined ? [] : ['--tlskey', tls.key]),
  ];
}

/** The docker CLI's path; undefined when it is not installed. */
export async function findDocker(): Promise<string | undefined> {
  const names = process.platform === 'win32' ? ['docker.exe'] : ['docker'];
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter))
    for (const name of names) {
      const file = path.join(folder, name);
      if (folder !== '' && (await isExecutable(file))) return file;
    }
  return undefined;
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
