import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';

const run = promisify(execFile);

/** An authority of our own with what it signed, in files as Docker names them. */
export interface Certificates {
  readonly folder: string;
  /** Path of `ca.pem`, `cert.pem`, `key.pem` (the client's), `server.pem`, `server-key.pem`… */
  file(name: string): string;
  remove(): Promise<void>;
}

/** Made by openssl. `elsewhere.pem` is a server's certificate for another name; `stranger-ca.pem` signed nothing. */
export async function makeCertificates(): Promise<Certificates> {
  const folder: TemporaryFolder = await temporaryFolder();
  const file = (name: string) => path.join(folder.path, name);
  const openssl = (...args: readonly string[]) => run('openssl', [...args], { cwd: folder.path });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const authority = (name: string) =>
    openssl(
      ...['req', '-x509', ...curve, '-days', '2', '-subj', `/CN=${name}`],
      ...['-keyout', `${name}-key.pem`, '-out', `${name}.pem`],
    );
  const signed = async (name: string, extensions: string) => {
    await writeFile(file(`${name}.ext`), extensions);
    await openssl(
      'req',
      ...curve,
      '-subj',
      `/CN=${name}`,
      '-keyout',
      `${name}-key.pem`,
      '-out',
      `${name}.csr`,
    );
    await openssl(
      ...['x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial'],
      ...['-days', '2', '-extfile', `${name}.ext`, '-out', `${name}.pem`],
    );
  };
  await Promise.all([authority('ca'), authority('stranger-ca')]);
  await signed('server', 'subjectAltName=IP:127.0.0.1,DNS:localhost\nextendedKeyUsage=serverAuth\n');
  await signed('elsewhere', 'subjectAltName=DNS:engine.example\nextendedKeyUsage=serverAuth\n');
  await signed('cert', 'extendedKeyUsage=clientAuth\n');
  // Docker's name for the client's key.
  await run('cp', [file('cert-key.pem'), file('key.pem')]);
  return { folder: folder.path, file, remove: () => folder.remove() };
}
