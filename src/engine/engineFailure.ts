import { access, constants, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { EngineError, type EngineEndpoint, type EngineFailureKind } from './port';

/** Any error of a request as an `EngineError` that says why, for the endpoint it was sent to. */
export async function toEngineError(error: unknown, endpoint: EngineEndpoint): Promise<EngineError> {
  if (error instanceof EngineError) return error;
  const words = detailOf(error);
  const kind = kindOf(error, words, endpoint);
  if (kind === 'permission-denied' && isSocket(endpoint))
    return new EngineError(kind, words, await owningGroup(socketPath(endpoint)));
  if (kind === 'not-running' && isSocket(endpoint) && !(await anyEngineInstalled()))
    return new EngineError('not-installed', words);
  return new EngineError(kind, words, hostName(endpoint));
}

function kindOf(error: unknown, words: string, endpoint: EngineEndpoint): EngineFailureKind {
  const code = codeOf(error);
  if (isTimeout(error)) return 'timeout';
  const status = statusOf(error);
  if (status !== undefined) return kindOfStatus(status, words);
  if (error instanceof Error && error.name === 'SshError') return kindOfSsh(words);
  if (isTlsCode(code)) return 'tls';
  if (code.startsWith('HPE_')) return 'not-docker';
  switch (code) {
    case 'ENOENT':
      return endpoint.host.startsWith('ssh://') ? 'not-installed' : 'not-running';
    case 'ECONNREFUSED':
      return isSocket(endpoint) ? 'not-running' : 'refused';
    case 'EACCES':
    case 'EPERM':
      return 'permission-denied';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
      return 'dns';
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ESOCKETTIMEDOUT':
      return 'timeout';
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
    case 'ERR_STREAM_PREMATURE_CLOSE':
    case 'ABORT_ERR':
      return 'lost';
    // A socket path that names no socket, such as a folder.
    case 'ENOTSOCK':
    case 'ENOTDIR':
      return 'not-running';
    default:
      return 'unknown';
  }
}

function kindOfStatus(status: number, words: string): EngineFailureKind {
  if (/HTTP request to an HTTPS server/i.test(words)) return 'tls';
  if (/is not running|is paused|is restarting/i.test(words)) return 'conflict';
  switch (status) {
    case 401:
    case 403:
      return 'permission-denied';
    case 404:
      return 'not-found';
    case 409:
      return 'conflict';
    default:
      return 'unknown';
  }
}

/** ssh says in words what it has no code for. */
function kindOfSsh(words: string): EngineFailureKind {
  if (/could not resolve hostname/i.test(words)) return 'dns';
  if (/host key verification failed|identification has changed/i.test(words)) return 'tls';
  if (/permission denied|too many authentication failures/i.test(words)) return 'permission-denied';
  if (/timed out|no route to host|network is unreachable/i.test(words)) return 'timeout';
  if (/connection refused/i.test(words)) return 'refused';
  if (/command not found|docker: not found|not recognized/i.test(words)) return 'not-installed';
  if (/cannot connect to the docker daemon|is the docker daemon running/i.test(words)) return 'not-running';
  return 'lost';
}

function isTlsCode(code: string): boolean {
  return (
    /^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/.test(code) ||
    code === 'EPROTO'
  );
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

function statusOf(error: unknown): number | undefined {
  return typeof error === 'object' &&
    error !== null &&
    'statusCode' in error &&
    typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;
}

/** The engine's own message, without what dockerode puts before it. */
function detailOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'json' in error) {
    const { json } = error;
    if (typeof json === 'object' && json !== null && 'message' in json && typeof json.message === 'string')
      return json.message;
  }
  if (error instanceof AggregateError && error.errors.length > 0) return detailOf(error.errors[0]);
  return error instanceof Error ? error.message.trim() : String(error);
}

function isSocket(endpoint: EngineEndpoint): boolean {
  return /^(unix|npipe):\/\/|^\//.test(endpoint.host);
}

function socketPath(endpoint: EngineEndpoint): string {
  return endpoint.host.replace(/^(unix|npipe):\/\//, '');
}

function hostName(endpoint: EngineEndpoint): string {
  return /^[a-z]+:\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^:/]+)/.exec(endpoint.host)?.[1] ?? endpoint.host;
}

/** Name of the group that may use the socket, empty when the system does not tell. */
async function owningGroup(socket: string): Promise<string> {
  try {
    const { gid } = await stat(socket);
    const groups = await readFile('/etc/group', 'utf8');
    const line = groups.split('\n').find((entry) => entry.split(':')[2] === String(gid));
    return line?.split(':')[0] ?? String(gid);
  } catch {
    return '';
  }
}

const programs = ['docker', 'dockerd', 'podman', 'colima', 'nerdctl', 'com.docker.cli'];

/** Whether a program that brings or drives an engine is on the PATH. */
async function anyEngineInstalled(): Promise<boolean> {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const extensions = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const candidates = folders.flatMap((folder) =>
    programs.flatMap((program) => extensions.map((extension) => path.join(folder, program + extension))),
  );
  const found = await Promise.all(
    candidates.map((file) =>
      access(file, constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}
