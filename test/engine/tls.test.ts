import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import net from 'node:net';
import tls from 'node:tls';
import { currentEndpoint } from '../../src/engine/endpoints';
import { LazyEngine } from '../../src/engine/lazyEngine';
import type { EngineEndpoint } from '../../src/engine/port';
import { engineAdvice } from '../../src/kernel/engineAdvice';
import { localEngine, needs } from '../support/parts';
import { temporaryFolder } from '../support/temporaryFolder';
import { makeCertificates, type Certificates } from './certificates';
import { connected, docker, ownDaemon, relay, Remains, until, watchedEngine, type Relay } from './fixtures';

/** Runs in the daemon's own network: takes connections at a socket file and hands them to its TCP port. */
const bridgeScript = `
const net = require('node:net');
net.createServer((near) => {
  const far = net.connect(Number(process.argv[2]), '127.0.0.1');
  near.pipe(far).pipe(near);
  for (const socket of [near, far]) socket.on('error', () => { near.destroy(); far.destroy(); });
}).listen(process.argv[1], () => console.log('ready'));
`;

describe('an engine over TCP with TLS', function () {
  this.timeout(120_000);
  const remains = new Remains();
  let certificates: Certificates;
  let cable: Relay;
  let address = '';

  before(async function () {
    await needs(this, 'local engine');
    if (process.getuid?.() !== 0) this.skip();
    certificates = await makeCertificates();
    remains.add(() => certificates.remove());
    const { file } = certificates;
    const daemon = await ownDaemon([
      ...['--host', 'tcp://127.0.0.1:2376', '--tlsverify', '--tlscacert', file('ca.pem')],
      ...['--tlscert', file('server.pem'), '--tlskey', file('server-key.pem')],
    ]);
    remains.add(() => daemon.remove());
    await daemon.start();
    cable = await relay(`unix://${await bridge(daemon.pid)}`);
    remains.add(() => cable.close());
    address = cable.host;
  });

  after(() => remains.remove());

  async function bridge(pid: number): Promise<string> {
    const folder = await temporaryFolder();
    remains.add(() => folder.remove());
    const socket = `${folder.path}/b.sock`;
    const program = [process.execPath, '-e', bridgeScript, socket, '2376'];
    const child: ChildProcess = spawn('nsenter', [`--net=/proc/${pid}/ns/net`, ...program], {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    remains.add(() => child.kill());
    await new Promise<void>((resolve, reject) => {
      child.stdout?.once('data', () => {
        resolve();
      });
      child.once('exit', (code) => {
        reject(new Error(`the way into the daemon’s network ended with ${code ?? 'a signal'}`));
      });
    });
    return socket;
  }

  const endpoint = (options: Partial<NonNullable<EngineEndpoint['tls']>> | undefined): EngineEndpoint => ({
    name: 'tls',
    source: 'setting',
    host: address,
    ...(options !== undefined && { tls: { verify: true, ...options } }),
  });
  const client = () => {
    const { file } = certificates;
    return { ca: file('ca.pem'), cert: file('cert.pem'), key: file('key.pem') };
  };

  async function failureAt(
    at: EngineEndpoint,
  ): Promise<{ readonly reason: string; readonly advice: string }> {
    const live = watchedEngine(at.host, { engine: new LazyEngine(at) });
    live.hold();
    const { connection } = await until(live, (snapshot) => snapshot.connection.kind === 'failed');
    live.dispose();
    assert.ok(connection.kind === 'failed');
    const { reason, step } = engineAdvice(connection, at);
    return { reason: connection.reason, advice: `${reason.text} ${step.text}` };
  }

  async function works(at: EngineEndpoint): Promise<void> {
    const live = watchedEngine(at.host, { engine: new LazyEngine(at) });
    live.hold();
    const { info } = await until(live, (snapshot) => snapshot.info !== undefined);
    assert.notEqual(info?.serverVersion, '');
    assert.deepEqual([...(await connected(live)).containers], []);
    live.dispose();
  }

  it('connects with the certificates of a docker context, as the docker command stored them', async () => {
    const home = await temporaryFolder();
    remains.add(() => home.remove());
    const { ca, cert, key } = client();
    const parameters = `host=${address},ca=${ca},cert=${cert},key=${key}`;
    await docker(address, '--config', home.path, 'context', 'create', 'secure', '--docker', parameters);
    const env = { DOCKER_CONFIG: home.path };
    const at = currentEndpoint({ setting: 'secure', env, home: home.path, platform: process.platform });
    assert.equal(at.host, address);
    await works(at);
  });

  it('connects as DOCKER_HOST, DOCKER_TLS_VERIFY and DOCKER_CERT_PATH say', async () => {
    const env = { DOCKER_HOST: address, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: certificates.folder };
    await works(currentEndpoint({ setting: '', env, home: '/nowhere', platform: process.platform }));
  });

  const refused: readonly (readonly [string, () => EngineEndpoint, RegExp])[] = [
    [
      'whose certificate nobody we trust signed',
      () => endpoint({ ...client(), ca: certificates.file('stranger-ca.pem') }),
      /secure connection/,
    ],
    [
      'that asks for a certificate which we have not',
      () => endpoint({ ca: client().ca }),
      /secure connection/,
    ],
    [
      'that does not know who signed ours',
      () =>
        endpoint({
          ca: client().ca,
          cert: certificates.file('stranger-ca.pem'),
          key: certificates.file('stranger-ca-key.pem'),
        }),
      /secure connection/,
    ],
    ['that we ask without TLS', () => endpoint(undefined), /TLS/],
  ];
  for (const [title, at, words] of refused)
    it(`fails with a reason at one ${title}`, async () => {
      const { reason, advice } = await failureAt(at());
      assert.equal(reason, 'tls', advice);
      assert.match(advice, words);
    });

  it('fails with a reason at one whose certificate is for another name, unless it need not be verified', async () => {
    const { file } = certificates;
    const [cert, key, ca] = await Promise.all(
      ['elsewhere.pem', 'elsewhere-key.pem', 'ca.pem'].map((name) => readFile(file(name))),
    );
    const server = tls.createServer({ cert, key, ca, requestCert: true }, (near) => {
      const far = net.connect(localEngine.host.replace('unix://', ''));
      near.pipe(far).pipe(near);
      for (const socket of [near, far])
        socket.on('error', () => {
          near.destroy();
          far.destroy();
        });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    remains.add(() => server.close());
    const bound = server.address();
    const host = `tcp://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
    const { reason, advice } = await failureAt({ ...endpoint(client()), host });
    assert.equal(reason, 'tls');
    assert.match(advice, /secure connection/);
    const unverified = new LazyEngine({ ...endpoint({ ...client(), verify: false }), host });
    assert.notEqual((await unverified.info()).serverVersion, '');
    unverified.dispose();
    // An address that asks for TLS by itself has its certificate verified too, though nobody named any.
    const secure = host.replace('tcp://', 'https://');
    assert.equal((await failureAt({ name: 'secure', source: 'setting', host: secure })).reason, 'tls');
  });
});
