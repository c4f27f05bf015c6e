import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { lintCompose } from '../../src/compose/lintCompose';
import { rules } from '../../src/compose/rules/registry';
import { localEngine, needs } from '../support/parts';

const project = `unboxed-rules-${process.pid}`;

/** Runs `docker compose` on a text; gives what it complains of when it fails. */
function compose(text: string, ...args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = execFile(
      'docker',
      ['--host', localEngine.host, 'compose', '--project-name', project, '--file', '-', ...args],
      (error, _stdout, stderr) => {
        resolve(error ? stderr : undefined);
      },
    );
    child.stdin?.end(text);
  });
}

const box = 'image: busybox:latest, pull_policy: never, command: [sleep, "300"]';

/** What each rule says will not start, and what the engine or Compose then complains of. */
const refused: readonly (readonly [rule: string, text: string, complaint: RegExp])[] = [
  ['limits-memory-too-small', `services:\n  a: { ${box}, mem_limit: 512 }\n`, /minimum memory limit/i],
  [
    'limits-swap-below-memory',
    `services:\n  a: { ${box}, mem_limit: 64m, memswap_limit: 32m }\n`,
    /memoryswap limit should be larger/i,
  ],
  [
    'limits-swap-below-memory',
    `services:\n  a: { ${box}, memswap_limit: 32m }\n`,
    /always set the memory limit/i,
  ],
  [
    'limits-reservation-above-limit',
    `services:\n  a: { ${box}, mem_limit: 64m, mem_reservation: 128m }\n`,
    /less than memory reservation/i,
  ],
  [
    'correctness-network-mode-conflict',
    `services:\n  a: { ${box}, network_mode: "service:b", ports: ["18491:80"] }\n  b: { ${box} }\n`,
    /port publishing and the container type network mode/,
  ],
  [
    'correctness-duplicate-container-name',
    `services:\n  a: { ${box}, container_name: ${project}-n }\n  b: { ${box}, container_name: ${project}-n }\n`,
    /already in use/,
  ],
  [
    'correctness-duplicate-host-port',
    `services:\n  a: { ${box}, ports: ["18492:80"] }\n  b: { ${box}, ports: ["127.0.0.1:18492:81"] }\n`,
    /already (?:in use|allocated)/,
  ],
  [
    'correctness-duplicate-host-port',
    `services:\n  a: { ${box}, ports: ["18493:80", "18493:81"] }\n`,
    /already (?:in use|allocated)/,
  ],
  [
    'correctness-healthcheck-awaited',
    `services:\n  a: { ${box}, depends_on: { b: { condition: service_healthy } } }\n  b: { ${box} }\n`,
    /no healthcheck configured/,
  ],
  [
    'correctness-dependency-out-of-profile',
    `services:\n  a: { ${box}, depends_on: [b] }\n  b: { ${box}, profiles: [x] }\n`,
    /undefined service/,
  ],
  [
    'correctness-scaled-service',
    `services:\n  a: { ${box}, container_name: n, scale: 2 }\n`,
    /must be unique/,
  ],
];

describe('what the rules say will not start', function () {
  this.timeout(120_000);
  before(async function () {
    await needs(this, 'local engine');
    await needs(this, 'compose');
  });

  for (const [id, text, complaint] of refused)
    it(`${id}: ${complaint.source}`, async () => {
      const rule = rules.find((one) => one.id === id);
      assert.ok(rule);
      assert.equal(lintCompose(text, 'compose.yaml', { rules: [rule] }).findings.length, 1);
      try {
        assert.match((await compose(text, 'up', '--detach')) ?? 'it started', complaint);
      } finally {
        await compose(text, '--profile', '*', 'down', '--timeout', '0');
      }
    });
});
