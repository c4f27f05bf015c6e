import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { connectionOptions, parseHost } from '../../../src/engine/connectionOptions';
import { EngineError } from '../../../src/engine/port';
import { sshArguments } from '../../../src/engine/sshAgent';

describe('parseHost', () => {
  const cases = [
    ['unix:///run/docker.sock', { scheme: 'unix', path: '/run/docker.sock' }],
    ['/run/docker.sock', { scheme: 'unix', path: '/run/docker.sock' }],
    ['npipe:////./pipe/docker_engine', { scheme: 'npipe', path: '//./pipe/docker_engine' }],
    ['tcp://10.0.0.1', { scheme: 'tcp', host: '10.0.0.1', port: '2375', secure: false }],
    ['tcp://[::1]:2376', { scheme: 'tcp', host: '[::1]', port: '2376', secure: false }],
    ['tcp://:2375', { scheme: 'tcp', host: 'localhost', port: '2375', secure: false }],
    ['https://lab.example', { scheme: 'tcp', host: 'lab.example', port: '2376', secure: true }],
    ['https://lab.example:443/', { scheme: 'tcp', host: 'lab.example', port: '443', secure: true }],
    ['ssh://MyBox', { scheme: 'ssh', host: 'MyBox', port: '', user: '', path: '' }],
    ['ssh://10', { scheme: 'ssh', host: '10', port: '', user: '', path: '' }],
    ['ssh://0x7f.1', { scheme: 'ssh', host: '0x7f.1', port: '', user: '', path: '' }],
    ['ssh://Böx_1.lan', { scheme: 'ssh', host: 'Böx_1.lan', port: '', user: '', path: '' }],
    ['ssh://Me%40corp@MyBox/', { scheme: 'ssh', host: 'MyBox', port: '', user: 'Me@corp', path: '' }],
    ['ssh://[fe80::1%eth0]', { scheme: 'ssh', host: 'fe80::1%eth0', port: '', user: '', path: '' }],
    ['ssh://me@box:2222', { scheme: 'ssh', host: 'box', port: '2222', user: 'me', path: '' }],
    ['ssh://box/run/d.sock', { scheme: 'ssh', host: 'box', port: '', user: '', path: '/run/d.sock' }],
  ] as const;
  for (const [host, expected] of cases)
    it(`reads ${host}`, () => {
      assert.deepEqual(parseHost(host), expected);
    });

  for (const host of [
    'ftp://x',
    'tcp://',
    'ssh://-oProxyCommand=evil',
    'ssh://-l@host',
    'ssh://',
    'ssh://:22',
    'ssh://me:password@box',
    'ssh://box:70000',
    'ssh://box?x=1',
    'ssh://two words',
    'tcp://a b:1',
    'nonsense with spaces',
  ])
    it(`refuses ${host}`, () => {
      assert.throws(() => parseHost(host), EngineError);
    });
});

describe('sshArguments', () => {
  it('goes the way of the docker command, and can’t be made to take a name for an option', () => {
    const args = sshArguments({ host: 'box', port: '2222', user: 'me', path: '/run/d.sock' });
    const end = args.indexOf('--');
    assert.deepEqual(args.slice(end), [
      ...['--', 'box', 'docker', '--host', 'unix:///run/d.sock', 'system', 'dial-stdio'],
    ]);
    assert.ok(args.slice(0, end).join(' ').includes('-l me -p 2222'));
  });
});

describe('connectionOptions', () => {
  for (const host of ['unix:///run/docker.sock', 'tcp://127.0.0.1:2375', 'ssh://box'])
    it(`gives an agent for ${host} that costs docker-modem’s log nothing`, async () => {
      const { options, dispose } = await connectionOptions({ name: 'x', source: 'setting', host });
      assert.equal(inspect(options.agent, { showHidden: true, depth: null }), 'agent');
      dispose();
    });
});
