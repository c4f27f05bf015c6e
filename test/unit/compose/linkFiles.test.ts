import assert from 'node:assert/strict';
import type { FileAccess } from '../../../src/compose/composeModel';
import { lintCompose, type LintOptions } from '../../../src/compose/lintCompose';
import { correctnessUnresolvedFile } from '../../../src/compose/rules/correctnessUnresolvedFile';
import type { YamlNode } from '../../../src/compose/yamlNodes';

type Files = Readonly<Record<string, string>>;

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
const chain = (length: number): string =>
  `services:\n  s0: {image: a}\n${Array.from({ length }, (_, i) => `  s${i + 1}: {extends: s${i}}\n`).join('')}`;

describe('files that belong together', () => {
  const cases: Readonly<Record<string, readonly [Files, readonly string[]]>> = {
    'an included file that is not there': [
      { 'compose.yaml': `include: [more.yaml]\n${web}` },
      ['compose.yaml: more.yaml (error)'],
    ],
    'an extended file that is not there': [
      { 'compose.yaml': 'services: {web: {extends: {file: more.yaml, service: a}}}\n' },
      ['compose.yaml: more.yaml (error)'],
    ],
    'a service that is not in the extended file': [
      { 'compose.yaml': 'services: {web: {extends: {file: more.yaml, service: a}}}\n', 'more.yaml': web },
      ['compose.yaml: a (error)'],
    ],
    'a service of another document': [
      { 'compose.yaml': `${web}---\nservices: {more: {extends: web}}\n` },
      ['compose.yaml: web (error)'],
    ],
    'a service of the file under an override': [
      { 'compose.yaml': web, 'compose.override.yaml': 'services: {more: {extends: web}}\n' },
      ['compose.override.yaml: web (error)'],
    ],
    'a file that includes itself': [
      { 'compose.yaml': `include: [compose.yaml]\n${web}` },
      ['compose.yaml: compose.yaml (error)'],
    ],
    'files that include each other': [
      {
        'compose.yaml': `include: [a.yaml]\n${web}`,
        'a.yaml': 'include: [b.yaml]\n',
        'b.yaml': 'include: [a.yaml]\n',
      },
      ['b.yaml: a.yaml (error)'],
    ],
    'services of files that extend each other': [
      {
        'compose.yaml': 'services: {web: {extends: {file: a.yaml, service: a}}}\n',
        'a.yaml': 'services: {a: {extends: {file: compose.yaml, service: web}}}\n',
      },
      ['a.yaml: web (error)'],
    ],
    'a name that an included file has, too': [
      { 'compose.yaml': `include: [a.yaml]\n${web}`, 'a.yaml': 'services: {web: {image: b}}\n' },
      ['compose.yaml: web (error)'],
    ],
    'the same under the same name': [{ 'compose.yaml': `include: [a.yaml]\n${web}`, 'a.yaml': web }, []],
    'an included file that is no YAML': [
      { 'compose.yaml': `include: [a.yaml]\n${web}`, 'a.yaml': 'services: {web: ]\n' },
      ['a.yaml: ] (error)'],
    ],
    'an env file of an include that is not there': [
      { 'compose.yaml': `include: [{path: a.yaml, env_file: a.env}]\n${web}`, 'a.yaml': 'x-a: 1\n' },
      ['compose.yaml: a.env (error)'],
    ],
    'files from elsewhere': [
      { 'compose.yaml': `include: ["oci://example.org/a", "https://example.org/a.git"]\n${web}` },
      [],
    ],
    'a path in a variable that nobody knows': [{ 'compose.yaml': `include: ["$A/b.yaml"]\n${web}` }, []],
    'ten thousand services that extend one another': [
      { 'compose.yaml': chain(10_000) },
      ['compose.yaml: s0 (info)'],
    ],
  };
  for (const [name, [files, expected]] of Object.entries(cases))
    it(`are told apart: ${name}`, () => {
      assert.deepEqual(broken(files), expected);
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
});
