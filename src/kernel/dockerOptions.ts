import type { EngineEndpoint } from '../engine/port';

/** Options that make the docker command talk to this engine, whatever context and environment are current. */
export function dockerOptions({ source, name, host, tls }: EngineEndpoint): string[] {
  // A context knows more than its address: its certificates may have no file of their own.
  if (source === 'context') return ['--context', name];
  if (tls === undefined) return host === '' ? [] : ['--host', host];
  return [
    '--host',
    host,
    tls.verify ? '--tlsverify' : '--tls',
    ...(tls.ca === undefined ? [] : ['--tlscacert', tls.ca]),
    ...(tls.cert === undefined ? [] : ['--tlscert', tls.cert]),
    ...(tls.key === undefined ? [] : ['--tlskey', tls.key]),
  ];
}
