import assert from 'node:assert/strict';
import { toEngineError } from '../../../src/engine/engineFailure';
import type { EngineFailureKind } from '../../../src/engine/port';
import { SshError } from '../../../src/engine/sshAgent';
import { engineAdvice } from '../../../src/kernel/engineAdvice';
import { formatMessage } from '../../../src/message';
import { onPath } from '../../support/onPath';

const docker = process.platform === 'win32' ? 'docker.exe' : 'docker';

const endpoints = {
  socket: { name: 'default', source: 'default', host: 'unix:///nowhere/docker.sock' },
  tcp: { name: 'lab', source: 'context', host: 'tcp://lab.example:2376' },
  ssh: { name: 'box', source: 'context', host: 'ssh://me@box' },
} as const;

function coded(code: string): Error {
  return Object.assign(new Error(`connect ${code}`), { code });
}

function status(statusCode: number, message: string): Error {
  return Object.assign(new Error(`(HTTP code ${statusCode}) unexpected - ${message} `), {
    statusCode,
    json: { message },
  });
}

describe('toEngineError', () => {
  const cases: readonly (readonly [keyof typeof endpoints, Error, EngineFailureKind])[] = [
    ['socket', coded('ECONNREFUSED'), 'not-running'],
    ['socket', coded('EACCES'), 'permission-denied'],
    ['tcp', coded('ECONNREFUSED'), 'refused'],
    ['tcp', coded('ENOTFOUND'), 'dns'],
    ['tcp', coded('EHOSTUNREACH'), 'timeout'],
    ['tcp', coded('DEPTH_ZERO_SELF_SIGNED_CERT'), 'tls'],
    ['tcp', coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'tls'],
    ['tcp', status(400, 'Client sent an HTTP request to an HTTPS server.'), 'tls'],
    ['tcp', coded('HPE_INVALID_CONSTANT'), 'not-docker'],
    ['tcp', coded('ECONNRESET'), 'lost'],
    ['socket', status(404, 'No such container: x'), 'not-found'],
    ['socket', status(409, 'Container x is not running'), 'conflict'],
    ['socket', status(500, 'Container x is not running'), 'conflict'],
    ['ssh', new SshError('ssh: Could not resolve hostname box: Name or service not known'), 'dns'],
    ['ssh', new SshError('me@box: Permission denied (publickey).'), 'permission-denied'],
    ['ssh', new SshError('Host key verification failed.'), 'tls'],
    ['ssh', new SshError('ssh: connect to host box port 22: Connection timed out'), 'timeout'],
    ['ssh', new SshError('bash: line 1: docker: command not found'), 'not-installed'],
    ['ssh', coded('ENOENT'), 'not-installed'],
  ];
  for (const [where, error, kind] of cases)
    it(`${error.message} at ${where} is ${kind}`, async () => {
      const { kind: found } = await onPath([docker], () => toEngineError(error, endpoints[where]));
      assert.equal(found, kind);
    });

  it('is not installed where neither a socket nor an engine’s program is there', async () => {
    const { kind } = await onPath([], () => toEngineError(coded('ENOENT'), endpoints.socket));
    assert.equal(kind, 'not-installed');
  });

  it('keeps the engine’s own words, without what was put before them', async () => {
    const error = await toEngineError(status(404, 'No such container: x'), endpoints.socket);
    assert.equal(error.detail, 'No such container: x');
  });

  it('names the machine that can’t be found', async () => {
    assert.equal((await toEngineError(coded('ENOTFOUND'), endpoints.tcp)).subject, 'lab.example');
  });
});

describe('engineAdvice', () => {
  const advise = (reason: EngineFailureKind, subject = '', host: string = endpoints.socket.host) => {
    const { reason: why, step } = engineAdvice({ reason, subject, detail: 'words' }, { name: 'lab', host });
    return `${formatMessage(why)} ${formatMessage(step)}`;
  };
  const cases: readonly (readonly [EngineFailureKind, string, string, RegExp])[] = [
    ['permission-denied', 'docker', endpoints.socket.host, /group “docker”.*usermod -aG docker/],
    ['not-running', '', endpoints.socket.host, /not running.*Start Docker/],
    ['not-installed', '', endpoints.socket.host, /No container engine is installed.*Install/],
    ['context-not-found', '', '', /context “lab” does not exist/],
    ['dns', 'lab.example', endpoints.tcp.host, /“lab.example”.*can’t be resolved/],
    ['tls', 'lab.example', endpoints.tcp.host, /secure connection to lab.example failed: words/],
    ['tls', 'box', endpoints.ssh.host, /ssh does not trust the key of box/],
    ['timeout', '', endpoints.tcp.host, /does not answer in time/],
    ['not-docker', '', endpoints.tcp.host, /not a container engine/],
  ];
  for (const [kind, subject, host, text] of cases)
    it(`says why and what to do for ${kind} at ${host || 'no host'}`, () => {
      assert.match(advise(kind, subject, host), text);
    });
});
