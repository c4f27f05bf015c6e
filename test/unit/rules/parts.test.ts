import assert from 'node:assert/strict';
import { isComposeFile } from '../../../src/compose/isComposeFile';
import { lintCompose } from '../../../src/compose/lintCompose';
import { formatMessage } from '../../../src/message';
import { findingsOf, ruleNamed, wordsUnder } from './ruleTable';

const saidOf = (id: string, file: string, text: string, existing: readonly string[] = []): string[] =>
  lintCompose(text, file, {
    files: { readFile: () => undefined, exists: (path) => existing.includes(path) },
  })
    .findings.filter(({ ruleId }) => ruleId === id)
    .map(({ severity, message }) => `${severity}: ${formatMessage(message)}`);

describe('a file that is a part', () => {
  const part = 'services:\n  a:\n    ports: ["80"]\n  b:\n    environment: {A: b}\n  c:\n    image: "c:1"\n';

  it('is called so once, where its name says that it is put over another', () => {
    const said = saidOf('correctness-no-image', 'docker-compose.dev.yml', part);
    assert.deepEqual(said.length, 1);
    assert.match(said[0] ?? '', /^info: The file seems to be a part.*2 of its 3 services/);
  });

  it('is not what Compose finds by itself: there each service is at fault', () => {
    const said = saidOf('correctness-no-image', 'compose.yaml', part);
    assert.deepEqual(
      said.map((one) => one.slice(0, 10)),
      ['error: `a`', 'error: `b`'],
    );
    assert.deepEqual(
      saidOf('correctness-no-image', 'compose.yaml', 'services:\n  a:\n    image: ""\n').length,
      1,
    );
  });

  it('is said once of a file of which no service has an image', () => {
    const text = 'services:\n  a:\n    ports: ["80"]\n  b:\n    ports: ["81"]\n';
    assert.match(
      saidOf('correctness-no-image', 'compose.yaml', text).join(),
      /^error: The file seems to be a part[^]*$/,
    );
  });

  it('has its folders where the file is that comes first', () => {
    const text = 'services:\n  a:\n    build: ./app\n';
    const said = (file: string, existing: string[]): string[] =>
      saidOf('correctness-missing-build-context', file, text, existing).map((one) => one.split(':')[0] ?? '');
    assert.deepEqual(said('docker-compose.dev.yml', ['../app']), ['info']);
    assert.deepEqual(said('docker-compose.dev.yml', []), ['warning']);
    assert.deepEqual(said('compose.yaml', ['../app']), ['warning']);
  });
});

describe('a file that only looks like a compose file', () => {
  const workflow =
    'name: x\non:\n  push:\njobs:\n  test:\n    services:\n      db:\n        image: postgres\n';
  const specification = 'name: app\nregion: fra\nservices:\n- name: web\n  image:\n    registry: x\n';
  const pipeline =
    'image: ruby\nservices:\n  # beside it\n  - postgres\ntest:\n  image: ruby\n  script: [rake]\n';
  const object = 'apiVersion: v1\nkind: Service\nservices:\n  a:\n    image: b\n';
  const own = 'services:\n  web:\n    image: nginx\n';
  const rows: readonly (readonly [path: string, text: string, expected: boolean])[] = [
    ['.github/docker-compose-test.yml', workflow, false],
    ['.github/workflows/docker-compose-test.yml', own, false],
    ['docker-compose-app.yml', specification, false],
    ['.do/app.yaml', specification, false],
    ['.gitlab-ci.yml', pipeline, false],
    ['docker-compose.k8s.yml', object, false],
    ['docker-compose-app.yml', own, true],
    ['docker-compose.yml', '', true],
    ['stack.yml', own, true],
    ['stack.yml', 'services: {web: {image: nginx}}\n', true],
    ['on.yml', 'on: true\nservices:\n  jobs:\n    image: x\n', true],
  ];
  for (const [path, text, expected] of rows)
    it(`${path}: ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.equal(isComposeFile(path, text), expected);
    });
});

describe('precision', () => {
  const found = (id: string, text: string): string[] => wordsUnder(text, findingsOf(ruleNamed(id), text));

  it('of copies with one port: in a swarm they share it', () => {
    const copies = 'services:\n  a: {image: "a:1", ports: ["80:80"], deploy: {replicas: 2}}\n';
    const id = 'correctness-scaled-service';
    assert.deepEqual(found(id, copies), ['"80:80"']);
    assert.deepEqual(found(id, `${copies}networks:\n  n: {driver: overlay}\n`), []);
    assert.deepEqual(found(id, `${copies}  b: {image: "b:1", deploy: {mode: global}}\n`), []);
  });

  it('of what depends on a folder of a person', () => {
    const said = (source: string): string => {
      const text = `services:\n  a: {image: "a:1", volumes: ["${source}:/x"]}\n`;
      return findingsOf(ruleNamed('security-sensitive-mount-writable'), text)
        .map(({ message }) => formatMessage(message))
        .join();
    };
    assert.match(said('~/.aws'), /keys and settings of a person/);
    assert.match(said('/etc'), /whole machine/);
  });
});

describe('a name that is nearly right', () => {
  it('is told with the one that was meant, and where that stands', () => {
    const text =
      'services:\n  web: {image: "a:1", depends_on: [databse], networks: [frnt]}\n  database: {image: "b:1"}\nnetworks:\n  front:\n';
    const [service] = findingsOf(ruleNamed('correctness-undefined-service'), text);
    assert.match(formatMessage(service?.message ?? { text: '', args: [] }), /called `database`/);
    const [network] = findingsOf(ruleNamed('correctness-undefined-network'), text);
    const range = network?.related[0]?.place.range;
    assert.equal(text.slice(range?.start, range?.end), 'front');
  });
});

describe('an anonymous volume', () => {
  it('takes nothing in of the host, whatever its path is called', () => {
    const text =
      'services:\n  web:\n    image: a:1\n    volumes: [/etc, /var/run/docker.sock, /root/.ssh, {type: volume, target: /run/docker.sock}]\n';
    const said = lintCompose(text, 'compose.yaml', { profile: 'strict' }).findings.filter(({ ruleId }) =>
      /socket|mount|propagation/.test(ruleId),
    );
    assert.deepEqual(said, []);
  });
});
