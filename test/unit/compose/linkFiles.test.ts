import assert from 'node:assert/strict';
import type { FileAccess } from '../../../src/compose/composeModel';
import type { Place } from '../../../src/compose/finding';
import { lintCompose, type LintOptions } from '../../../src/compose/lintCompose';
import { correctnessUnresolvedFile } from '../../../src/compose/rules/correctnessUnresolvedFile';
import { brokenProjects, type Files } from '../../support/brokenProjects';
import type { YamlNode } from '../../../src/compose/yamlNodes';

const disk = (files: Files): FileAccess => ({
  readFile: (path) => files[path],
  exists: (path) => Object.hasOwn(files, path),
});

function lint(files: Files, options: LintOptions = {}, main = 'compose.yaml') {
  return lintCompose(files[main] ?? '', main, { files: disk(files), ...options });
}

/** Each finding of the rule as `file: words under it`. */
function broken(files: Files): string[] {
  const { findings } = lint(files, { rules: [correctnessUnresolvedFile] });
  return findings.map(
    ({ file, range, severity }) => `${file}: ${files[file]?.slice(range.start, range.end)} (${severity})`,
  );
}

const web = 'services: {web: {image: a}}\n';

describe('files that belong together', () => {
  for (const [name, [files, expected]] of Object.entries(brokenProjects))
    it(`are told apart: ${name}`, () => {
      assert.deepEqual(broken(files), expected);
    });

  it('shows what an extended service lacks in the file that must declare it, and where it is written', () => {
    const files: Files = {
      'compose.yaml': `services:
  a: {extends: {file: base.yaml, service: b}}
  c: {image: "c:1", volumes: ["own:/o"]}
`,
      'compose.override.yaml': 'services: {a: {networks: [back]}}\n',
      'base.yaml': `services:
  b: {image: "x:1", volumes: ["data:/d"], networks: [front], secrets: [s], configs: [k], depends_on: [d]}
volumes: {data: {}}
networks: {front: {}}
`,
    };
    const { findings } = lint(files);
    const words = ({ file, range }: Place): string =>
      `${file}: ${files[file]?.slice(range.start, range.end)}`;
    const extending = 'compose.yaml: {file: base.yaml, service: b}';
    const undefinedNames = findings.filter(({ ruleId }) => ruleId.startsWith('correctness-undefined'));
    assert.deepEqual(
      undefinedNames
        .map((finding) => [
          finding.ruleId.replace('correctness-undefined-', ''),
          words(finding),
          ...finding.related.map(({ place }) => words(place)),
        ])
        .sort(),
      [
        ['config', extending, 'base.yaml: k'],
        ['network', 'compose.override.yaml: back'],
        ['network', extending, 'base.yaml: front'],
        ['secret', extending, 'base.yaml: s'],
        ['service', extending, 'base.yaml: d'],
        ['volume', 'compose.yaml: own'],
        ['volume', extending, 'base.yaml: data'],
      ],
    );
  });

  it('are followed no further than is sound', () => {
    let files = 0;
    const endless: FileAccess = {
      exists: (path) => path.endsWith('.yaml') && !path.includes('override'),
      // Each file includes two others and extends two documents of the next: without a bound it would never end.
      readFile: (path) => {
        if (!path.endsWith('.yaml')) return undefined;
        const next = ++files;
        return `include: [a${next}.yaml, b${next}.yaml]
services: {s: {extends: {file: c${next}.yaml, service: s}}}
---
services: {s: {extends: {file: c${next}.yaml, service: s}}}
`;
      },
    };
    const start = performance.now();
    const { run } = lintCompose(`include: [a.yaml]\n${web}`, 'compose.yaml', { files: endless, rules: [] });
    assert.ok(run.links.some(({ unsure }) => unsure));
    assert.equal(run.isComplete, false);
    assert.ok(performance.now() - start < 8000);
  });

  it('let each value know where it was written', () => {
    const files = {
      'compose.yaml': `x-env: &env {ANCHOR: anchored}
services:
  web:
    extends: {file: base/common.yaml, service: base}
    environment: {<<: *env, OWN: own}
    ports: ["80:80"]
`,
      'compose.override.yaml':
        'services:\n  web:\n    environment: ["OVER=over", "OWN=changed"]\n    ports: ["81:81"]\n',
      'base/common.yaml':
        'services:\n  base:\n    image: based\n    environment: {BASE: base, OVER: no}\n    ports: ["82:82"]\n',
    };
    const web = lint(files).run.services.get('web');
    assert.ok(web);
    const words = (node: YamlNode): string =>
      `${node.source.file}: ${node.source.text.slice(node.start, node.end)}`;
    assert.equal(words(web.get('image') as YamlNode), 'base/common.yaml: based');
    assert.deepEqual(
      web.environment.map(({ key, valuePlace }) => {
        const text = Object.entries(files).find(([name]) => name === valuePlace?.file)?.[1] ?? '';
        return [key, valuePlace?.file, text.slice(valuePlace?.range.start, valuePlace?.range.end)];
      }),
      [
        ['BASE', 'base/common.yaml', 'base'],
        ['OVER', 'compose.override.yaml', 'over'],
        ['OWN', 'compose.override.yaml', 'changed'],
        ['ANCHOR', 'compose.yaml', 'anchored'],
      ],
    );
    assert.deepEqual(
      web.ports.map(({ node }) => words(node)),
      ['base/common.yaml: "82:82"', 'compose.yaml: "80:80"', 'compose.override.yaml: "81:81"'],
    );
  });

  it('takes the files of COMPOSE_FILE, and no override that it does not name', () => {
    const files: Files = {
      '.env': 'COMPOSE_FILE="base.yaml;./more.yaml"\n',
      'base.yaml': 'services: {web: {image: "a:1"}}\n',
      'more.yaml': 'services: {web: {hostname: h}}\n',
      'compose.override.yaml': 'services: {web: {hostnam: o}}\n',
    };
    const hostname = (given: Files, main: string): boolean =>
      lint(given, {}, main).run.services.get('web')?.get('hostname') !== undefined;
    assert.equal(hostname(files, 'base.yaml'), true);
    assert.equal(hostname({ ...files, '.env': 'A=1\n' }, 'base.yaml'), false);
    const alone: Files = {
      ...files,
      '.env': 'COMPOSE_FILE=compose.yaml\n',
      'compose.yaml': 'services: {web: {image: "a:1"}}\n',
    };
    assert.deepEqual(
      lint(alone).findings.filter(({ file }) => file === 'compose.override.yaml'),
      [],
    );
    const { run } = lint(files, { run: { envFiles: ['other.env'] } }, 'base.yaml');
    assert.equal(run.services.get('web')?.get('hostname'), undefined);
  });

  it('says of a chain of services what it no longer follows, and from which service on', () => {
    const links = Array.from({ length: 3000 }, (_, i) => `  s${i + 1}: {extends: s${i}}\n`).join('');
    const text = `services:\n  s0: {image: "a:1"}\n${links}`;
    const { findings } = lint({ 'compose.yaml': text }, { rules: [correctnessUnresolvedFile] });
    assert.deepEqual(
      findings.map(({ severity, related }) => [
        severity,
        related.map(({ place }) => text.slice(place.range.start, place.range.end)),
      ]),
      [['info', ['s100']]],
    );
  });
});
