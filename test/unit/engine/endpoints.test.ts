import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { allEndpoints, currentEndpoint, type EndpointSources } from '../../../src/engine/endpoints';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder';

function idOf(context: string): string {
  return createHash('sha256').update(context).digest('hex');
}

function meta(name: string, host: string, skip = false): string {
  return JSON.stringify({
    Name: name,
    Metadata: {},
    Endpoints: { docker: { Host: host, SkipTLSVerify: skip } },
  });
}

describe('endpoints', () => {
  let home: TemporaryFolder;

  before(async () => {
    home = await temporaryFolder({
      '.docker/config.json': JSON.stringify({ currentContext: 'lab' }),
      [`.docker/contexts/meta/${idOf('lab')}/meta.json`]: meta('lab', 'tcp://lab.example:2376'),
      [`.docker/contexts/tls/${idOf('lab')}/docker/ca.pem`]: 'ca',
      [`.docker/contexts/tls/${idOf('lab')}/docker/cert.pem`]: 'cert',
      [`.docker/contexts/tls/${idOf('lab')}/docker/key.pem`]: 'key',
      [`.docker/contexts/meta/${idOf('box')}/meta.json`]: meta('box', 'ssh://me@box:2222'),
      [`.docker/contexts/meta/${idOf('bad')}/meta.json`]: '{',
      [`.docker/contexts/meta/${idOf('k8s')}/meta.json`]: JSON.stringify({ Name: 'k8s', Endpoints: {} }),
      '.colima/default/docker.sock': '',
      'run/podman/podman.sock': '',
      'other/ca.pem': 'ca',
      'other/config.json': '{"currentContext": "gone"}',
    });
  });

  after(() => home.remove());

  function sources(changes: Partial<EndpointSources> = {}): EndpointSources {
    return { setting: '', env: {}, home: home.path, platform: 'linux', ...changes };
  }

  it('takes the context of docker’s own configuration, with its certificates', () => {
    const folder = path.join(home.path, '.docker', 'contexts', 'tls', idOf('lab'), 'docker');
    assert.deepEqual(currentEndpoint(sources()), {
      name: 'lab',
      source: 'context',
      host: 'tcp://lab.example:2376',
      tls: {
        verify: true,
        ca: path.join(folder, 'ca.pem'),
        cert: path.join(folder, 'cert.pem'),
        key: path.join(folder, 'key.pem'),
      },
    });
  });

  it('prefers the setting, then DOCKER_HOST, then DOCKER_CONTEXT, as the docker command does', () => {
    const env = { DOCKER_HOST: 'tcp://10.0.0.1:2375', DOCKER_CONTEXT: 'box' };
    assert.equal(currentEndpoint(sources({ setting: 'box', env })).host, 'ssh://me@box:2222');
    assert.equal(currentEndpoint(sources({ setting: 'unix:///x.sock', env })).host, 'unix:///x.sock');
    assert.equal(currentEndpoint(sources({ env })).host, 'tcp://10.0.0.1:2375');
    assert.equal(currentEndpoint(sources({ env: { DOCKER_CONTEXT: 'box' } })).name, 'box');
  });

  it('reads DOCKER_HOST with TLS from DOCKER_CERT_PATH', () => {
    const cert = path.join(home.path, '.docker', 'contexts', 'tls', idOf('lab'), 'docker');
    const env = { DOCKER_HOST: '10.0.0.1:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: cert };
    const endpoint = currentEndpoint(sources({ env }));
    assert.equal(endpoint.host, 'tcp://10.0.0.1:2376');
    assert.equal(endpoint.tls?.verify, true);
    assert.equal(endpoint.tls.ca, path.join(cert, 'ca.pem'));
  });

  it('verifies the certificate of an https address unless DOCKER_TLS alone says otherwise', () => {
    const verify = (env: Record<string, string>, setting = '') =>
      currentEndpoint(sources({ setting, env })).tls?.verify;
    const host = 'https://10.0.0.1:2376';
    assert.equal(verify({ DOCKER_HOST: host }), true);
    assert.equal(verify({}, host), true);
    assert.equal(verify({ DOCKER_HOST: host, DOCKER_TLS_VERIFY: '1', DOCKER_TLS: '1' }), true);
    assert.equal(verify({ DOCKER_HOST: host, DOCKER_TLS: '1' }), false);
    assert.equal(verify({ DOCKER_HOST: 'tcp://10.0.0.1:2376', DOCKER_TLS: '1' }), false);
    assert.equal(verify({ DOCKER_HOST: 'tcp://10.0.0.1:2375' }), undefined);
  });

  it('verifies the certificate of a context’s https address unless the context skips it', async () => {
    for (const [name, skip] of [
      ['secure', false],
      ['careless', true],
    ] as const) {
      const folder = path.join(home.path, '.docker', 'contexts', 'meta', idOf(name));
      await mkdir(folder, { recursive: true });
      const docker = { Host: 'https://10.0.0.1:2376', SkipTLSVerify: skip };
      await writeFile(path.join(folder, 'meta.json'), JSON.stringify({ Name: name, Endpoints: { docker } }));
      const endpoint = currentEndpoint(sources({ env: { DOCKER_CONTEXT: name } }));
      assert.deepEqual(endpoint.tls, { verify: !skip });
    }
  });

  it('looks for certificates in docker’s own folder where DOCKER_CERT_PATH names none', () => {
    const folder = path.join(home.path, 'other');
    for (const env of [{}, { DOCKER_CERT_PATH: '' }, { HOME: '' }]) {
      const tls = { DOCKER_HOST: 'tcp://10.0.0.1:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CONFIG: folder };
      const endpoint = currentEndpoint(sources({ env: { ...env, ...tls } }));
      assert.equal(endpoint.tls?.ca, path.join(folder, 'ca.pem'));
    }
  });

  it('finds the engine all the same where the certificates can’t be looked for', async () => {
    const loop = path.join(home.path, 'loop');
    await symlink(loop, loop);
    const env = { DOCKER_HOST: 'tcp://10.0.0.1:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: loop };
    assert.deepEqual(currentEndpoint(sources({ env })).tls, { verify: true });
  });

  it('gives a context that does not exist no host, so that the failure can name it', () => {
    const env = { DOCKER_CONFIG: path.join(home.path, 'other') };
    assert.deepEqual(currentEndpoint(sources({ env })), { name: 'gone', source: 'context', host: '' });
  });

  it('lists the current endpoint, the contexts and the sockets that exist, each once', async () => {
    const env = { XDG_RUNTIME_DIR: path.join(home.path, 'run') };
    const all = await allEndpoints(sources({ env }));
    const names = all.map(({ name }) => name);
    assert.equal(names[0], 'lab');
    for (const name of ['box', 'Colima', 'Podman']) assert.ok(names.includes(name), name);
    for (const name of ['bad', 'k8s']) assert.ok(!names.includes(name), name);
    assert.equal(new Set(all.map(({ host }) => host)).size, all.length);
  });

  it('names Docker’s pipe on Windows', () => {
    const env = { DOCKER_CONTEXT: 'default' };
    assert.equal(currentEndpoint(sources({ env, platform: 'win32' })).host, 'npipe:////./pipe/docker_engine');
  });
});
