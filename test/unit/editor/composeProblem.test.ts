import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { composeProblem } from '../../../src/editor/dockerCli';
import { temporaryFolder } from '../../support/temporaryFolder';

/** A program that prints one line for `compose version` or `version`, and fails at all else. */
const script = (words: string, line: string): string =>
  `#!/bin/sh\ncase "$*" in ${words}*) echo "${line}";; *) echo "unknown command: $*" >&2; exit 1;; esac\n`;
const never = '#!/bin/sh\necho "docker: \'compose\' is not a docker command." >&2\nexit 1\n';

const cases: readonly [
  name: string,
  programs: Readonly<Record<string, string>>,
  problem: string | undefined,
][] = [
  ['no docker at all', {}, 'no-docker'],
  ['docker without its plugin', { docker: never }, 'no-compose'],
  [
    'docker without its plugin, and the old docker-compose',
    { docker: never, 'docker-compose': script('version', '1.29.2') },
    'only-v1',
  ],
  [
    'docker without its plugin, and a docker-compose of version 2 by itself',
    { docker: never, 'docker-compose': script('version', '2.27.0') },
    'no-compose',
  ],
  ['the old docker-compose alone', { 'docker-compose': script('version', '1.29.2') }, 'only-v1'],
  ['version 2', { docker: script('"compose version"', '2.26.1-4') }, undefined],
  ['version 2 with a v', { docker: script('"compose version"', 'v2.40.0') }, undefined],
  ['version 5', { docker: script('"compose version"', '5.0.1') }, undefined],
  [
    'version 2 beside the old one',
    { docker: script('"compose version"', '2.26.1'), 'docker-compose': script('version', '1.29.2') },
    undefined,
  ],
  ['a plugin of version 1', { docker: script('"compose version"', '1.0.0') }, 'no-compose'],
];

describe('Compose on this machine', function () {
  const before = process.env['PATH'];
  afterEach(() => {
    process.env['PATH'] = before;
  });
  for (const [name, programs, problem] of cases)
    it(`is told of ${name}: ${problem ?? 'usable'}`, async function () {
      if (process.platform === 'win32') this.skip();
      const folder = await temporaryFolder(programs);
      try {
        for (const program of Object.keys(programs)) await chmod(path.join(folder.path, program), 0o755);
        process.env['PATH'] = folder.path;
        assert.equal(await composeProblem(), problem);
      } finally {
        process.env['PATH'] = before;
        await folder.remove();
      }
    });
});
