import assert from 'node:assert/strict';
import { parseCompose } from '../../../src/compose/parseCompose';
import { placeInScalar } from '../../../src/compose/scalarPlace';
import type { Place } from '../../../src/compose/finding';

const file = 'compose.yaml';
const slice = (text: string, place: Place | undefined): string | undefined =>
  place && text.slice(place.range.start, place.range.end);

function serviceOf(text: string, name = 'web') {
  const model = parseCompose(text, file);
  assert.deepEqual(model.problems, []);
  const service = model.services.get(name);
  assert.ok(service);
  return service;
}

describe('parseCompose', () => {
  it('finds values through aliases, merges and extends, where they were written', () => {
    const text = [
      'x-base: &base',
      '  restart: always # kept',
      '  image: busybox',
      'services:',
      '  web:',
      '    <<: *base',
      '    image: nginx',
      '  worker:',
      '    extends: web',
      '    command: work',
      '',
    ].join('\n');
    const model = parseCompose(text, file);
    assert.equal(model.services.get('worker')?.text('image'), 'nginx');
    const restart = model.services.get('worker')?.get('restart');
    assert.equal(restart?.start, text.indexOf('always'));
  });

  it('reads environment in both forms with exact places', () => {
    const text = [
      'services:',
      '  web:',
      '    environment:',
      '      A: plain',
      '      B: "quo\\"ted"',
      '      C:',
      '  list:',
      "    environment: [ \"D=x=y\", E, 'F=it''s' ]",
      '',
    ].join('\n');
    const map = serviceOf(text).environment.map((e) => [e.key, e.value, slice(text, e.valuePlace)]);
    assert.deepEqual(map, [
      ['A', 'plain', 'plain'],
      ['B', 'quo"ted', 'quo\\"ted'],
      ['C', undefined, undefined],
    ]);
    const list = serviceOf(text, 'list').environment.map((e) => [
      slice(text, e.keyPlace),
      e.value,
      slice(text, e.valuePlace),
    ]);
    assert.deepEqual(list, [
      ['D', 'x=y', 'x=y'],
      ['E', undefined, undefined],
      ['F', "it's", "it''s"],
    ]);
  });

  it('finds parts of folded and literal values', () => {
    const text = 'services:\n  web:\n    command: >-\n      redis-server\n      --requirepass hunter2\n';
    const node = serviceOf(text).get('command');
    assert.ok(node?.type === 'scalar');
    const from = node.text.indexOf('hunter2');
    assert.equal(slice(text, placeInScalar(node, from, from + 7)), 'hunter2');
  });

  const ports: [string, object][] = [
    ['"80"', { hostIp: undefined, published: undefined, target: '80', protocol: 'tcp' }],
    ['8080:80/udp', { hostIp: undefined, published: '8080', target: '80', protocol: 'udp' }],
    ['127.0.0.1:8080-8090:80-90', { hostIp: '127.0.0.1', published: '8080-8090', target: '80-90' }],
    ['"${BIND:-127.0.0.1}:${PORT:-8080}:80"', { hostIp: '${BIND:-127.0.0.1}', published: '${PORT:-8080}' }],
    ['"[::1]:8080:80"', { hostIp: '::1', published: '8080', target: '80' }],
    ['{ target: 80, published: 8080, host_ip: 127.0.0.1 }', { hostIp: '127.0.0.1', published: '8080' }],
  ];
  for (const [port, expected] of ports)
    it(`reads the port ${port}`, () => {
      const [read] = serviceOf(`services:\n  web:\n    ports:\n      - ${port}\n`).ports;
      assert.ok(read);
      assert.deepEqual({ ...read, ...expected }, read);
    });

  const volumes: [string, object][] = [
    ['data:/var/lib', { type: 'volume', source: 'data', target: '/var/lib', readOnly: false }],
    ['./conf:/etc/x:ro,z', { type: 'bind', source: './conf', readOnly: true, options: ['ro', 'z'] }],
    ['/var/lib', { type: 'volume', source: undefined, target: '/var/lib' }],
    ['"C:\\\\data:/data"', { type: 'bind', source: 'C:\\data', target: '/data' }],
    ['${DIR:-./data}:/data', { type: 'bind', source: '${DIR:-./data}', target: '/data' }],
    [
      '{ type: bind, source: /x, target: /y, read_only: true }',
      { type: 'bind', source: '/x', readOnly: true },
    ],
  ];
  for (const [volume, expected] of volumes)
    it(`reads the mount ${volume}`, () => {
      const [read] = serviceOf(`services:\n  web:\n    volumes:\n      - ${volume}\n`).volumes;
      assert.ok(read);
      assert.deepEqual({ ...read, ...expected }, read);
    });

  it('says what is wrong with a text that is not YAML', () => {
    const model = parseCompose('services:\n\tweb: {}\n', file);
    assert.notEqual(model.problems.length, 0);
  });

  it('refuses an anchor that would contain itself', () => {
    assert.equal(parseCompose('a: &a\n  b: *a\n', file).problems.length, 1);
  });
});
