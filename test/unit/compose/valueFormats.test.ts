import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/compose/applyEdits';
import type { Finding } from '../../../src/compose/finding';
import { lintCompose } from '../../../src/compose/lintCompose';
import { formatMessage } from '../../../src/message';

const service = (...lines: string[]): string =>
  ['services:', '  web:', '    image: busybox:1', ...lines.map((line) => `    ${line}`), ''].join('\n');

const found = (text: string, dotEnv?: string): Finding[] =>
  lintCompose(text, 'compose.yaml', {
    files: {
      readFile: (name) => (name === '.env' ? dotEnv : undefined),
      exists: () => undefined,
    },
  }).findings.filter(({ ruleId }) => /^schema-|^correctness-engine/.test(ruleId));
const said = (text: string, dotEnv?: string): string[] =>
  found(text, dotEnv).map(({ message }) => formatMessage(message));

describe('the values that Compose reads further', () => {
  it('judges the default of a variable, and what .env puts in its place', () => {
    assert.deepEqual(said(service('cpu_quota: ${QUOTA:-half}')), [
      '`services.web.cpu_quota` must be a whole number, not `half`.',
    ]);
    assert.deepEqual(said(service('read_only: ${RO:-perhaps}')), [
      '`services.web.read_only` must be `true` or `false`.',
    ]);
    assert.deepEqual(said(service('cpu_quota: ${QUOTA:-half}'), 'QUOTA=50000\n'), []);
    assert.deepEqual(said(service('stop_grace_period: ${WAIT}'), 'WAIT=20\n'), [
      '`services.web.stop_grace_period` cannot be `20`: write a duration such as `30s` or `1m30s`.',
    ]);
    assert.deepEqual(said(service('cpu_quota: ${QUOTA}', 'scale: ${N:?how many}')), []);
    assert.deepEqual(said(service('ports: [{target: "${IN:-8443}", published: "${OUT:-8443}"}]')), []);
  });

  it('says that a place takes no variable', () => {
    const [text = ''] = said(service('blkio_config: {weight: "${W:-300}"}'));
    assert.match(text, /`services\.web\.blkio_config\.weight` must be a number, and takes no variable/);
  });

  it('reads ports, mounts and devices as Compose does', () => {
    for (const [line, words] of [
      ['ports: ["7000-7004:7000-7001"]', /both must have the same length/i],
      ['ports: ["90:90-99"]', /both must have the same length/i],
      ['ports: ["localhost:90:90"]', /no address of this machine/],
      ['ports: ["::1:90:90"]', /`\[::1\]`/],
      ['ports: ["90:90/http"]', /no protocol/],
      ['ports: ["90:0"]', /no port/],
      ['volumes: ["./x:/y:ro:Z"]', /too many colons/],
      ['volumes: ["./x::ro"]', /nothing between two colons/],
      ['devices: ["/dev/x:/dev/y:r:w"]', /too many colons/],
      ['ports: [{target: 90, published: web}]', /`published` cannot be `web`/],
      ['ports: [{target: 90, host_ip: here}]', /write an address in numbers/],
      ['command: sh -c "echo hi', /opens a quote " that it does not close/],
      ['environment: ["NAME =x"]', /space before `=`/],
      ['cpus: .inf', /`cpus` cannot be/],
    ] as const) {
      const texts = said(service(line));
      assert.equal(texts.length, 1, `${line} ${texts.join()}`);
      assert.match(texts[0] ?? '', words);
    }
    assert.deepEqual(said(service('ports: ["7000-7004:70", "[::1]:90:90/UDP", "127.0.0.1::91"]')), []);
    assert.deepEqual(said(service('command: sh -c "echo $$(date)" | cat', 'volumes: ["/x:/y:ro,z"]')), []);
  });

  it('offers no fix whose result is refused', () => {
    const values = ['1', '1.5', 'true', '0'];
    const keys =
      'container_name pull_policy shm_size network_mode pid ipc uts userns_mode cgroup platform restart isolation stop_grace_period gpus init tty mac_address hostname cpuset user stop_signal runtime working_dir domainname build image'.split(
        ' ',
      );
    const deep = [
      'healthcheck: {test: a, interval: @}',
      'deploy: {restart_policy: {condition: @}}',
      'deploy: {update_config: {order: @}}',
      'deploy: {update_config: {delay: @}}',
      'deploy: {endpoint_mode: @}',
      'deploy: {mode: @}',
      'deploy: {resources: {limits: {memory: @}}}',
      'depends_on: {web: {condition: @}}',
      'develop: {watch: [{path: ., action: @}]}',
      'ports: [{target: 80, host_ip: @}]',
      'ports: [{target: 80, protocol: @}]',
      'env_file: [{path: a, format: @}]',
      'volumes: [{type: @, target: /a}]',
    ];
    for (const line of [...keys.map((key) => `${key}: @`), ...deep])
      for (const value of values) {
        const text = service(line.replace('@', value));
        for (const { fixes, message } of found(text))
          for (const { edits } of fixes) {
            const after = applyEdits(text, edits);
            assert.deepEqual(said(after), [], `${text} ${formatMessage(message)} ${after}`);
          }
      }
  });

  it('counts 1.0 and 1e3 among the whole numbers, as Compose does', () => {
    const whole = ['scale: 1.0', 'oom_score_adj: 5.', 'ports: [{target: 80.0}, {target: 1e3}]', 'cpus: 0.5'];
    assert.deepEqual(said(service(...whole)), []);
    assert.equal(said(service('scale: 1.5', 'oom_score_adj: .5', 'ports: [{target: .inf}]')).length, 3);
  });

  it('puts the unit that is missing, and names the words that are taken', () => {
    const text = service('healthcheck: {test: a, interval: 15}');
    const [finding] = found(text);
    assert.equal(
      applyEdits(text, finding?.fixes[0]?.edits ?? []),
      text.replace('interval: 15', 'interval: 15s'),
    );
    assert.match(said(service('network_mode: true'))[0] ?? '', /it is one of bridge, host, none/);
    assert.match(said(service('working_dir: 5'))[0] ?? '', /write text such as `\/app`/);
    assert.match(said(service('mac_address: 5'))[0] ?? '', /write text such as `02:42:ac:11:00:02`/);
    assert.match(
      said(service('ports: ["127.0.0.1:80"]'))[0] ?? '',
      /but one port only: write `127\.0\.0\.1::80`/,
    );
    assert.match(said(service('ports: ["90-80:90-80"]'))[0] ?? '', /`90-80` ends before it begins/);
    assert.match(said(service('ports: ["80:80-90"]'))[0] ?? '', /1 on this machine, 11 in the container/);
    assert.match(said(service('pull_policy: sometimes'))[0] ?? '', /always, missing, never, build/);
  });

  it('says that a date must stand in quotes', () => {
    const text = service('labels: {released: 2025-03-04}');
    const [finding] = found(text);
    assert.match(finding ? formatMessage(finding.message) : '', /as a date/);
    assert.deepEqual(said(applyEdits(text, finding?.fixes[0]?.edits ?? [])), []);
    assert.deepEqual(said(service('x-released: 2025-03-04', 'labels: {released: 2025-13-04}')), []);
  });

  it('warns of keys that Compose passes over in `include` and `extends`', () => {
    const text = 'include:\n  - {path: a.yaml, projct_directory: b}\nservices:\n  web: {image: a}\n';
    assert.deepEqual(
      found(text).map(({ severity, ruleId }) => [severity, ruleId]),
      [['warning', 'schema-unknown-key']],
    );
  });
});
