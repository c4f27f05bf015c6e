import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FileAccess } from '../../../src/compose/composeModel';
import { lintCompose, type LintResult } from '../../../src/compose/lintCompose';
import { LintSession } from '../../../src/compose/lintSession';
import { profiles } from '../../../src/compose/rule';
import { anEdit, edited, filesWithServices, publicFiles, type AnEdit } from './yaml/editedText';

const files: FileAccess = {
  readFile: (path) => (path === '.env' ? 'DB_PASSWORD=postgres\nV=1\n' : undefined),
  exists: (path) => path === '.env',
};

const said = ({ findings, unreadable, model }: LintResult): unknown => [
  findings,
  unreadable,
  model.problems,
  [...model.services.keys()],
];

/** Lints after each edit, in one go and anew. */
function follow(start: string, edits: readonly AnEdit[], profile: (typeof profiles)[number]): void {
  const session = new LintSession();
  const options = { profile, files };
  let text = start;
  session.lint(text, 'compose.yaml', options);
  for (const edit of edits) {
    const next = edited(text, edit);
    const whole = lintCompose(next, 'compose.yaml', options);
    assert.deepEqual(said(session.lint(next, 'compose.yaml', options)), said(whole), JSON.stringify(next));
    // What broke the file is taken back.
    if (!whole.unreadable) text = next;
  }
}

const asked = process.env['UNBOXED_FUZZ_RUNS'];

/** So many runs, and on a busy machine no more than fit into half of a test's time; more where they are asked for. */
const bounded = (numRuns: number): fc.Parameters<unknown> =>
  asked === undefined
    ? { numRuns, plugins: [fc.interruptAfterTimeLimit(5_000)] }
    : { numRuns: Number(asked) };

describe('LintSession', function () {
  if (asked !== undefined) this.timeout(0);

  it('finds what linting the whole finds, after each of a row of edits', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...filesWithServices),
        fc.array(anEdit, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...profiles),
        follow,
      ),
      bounded(200),
    );
  });

  it('finds what linting the whole finds, in public files', function () {
    const texts = publicFiles().filter((text) => text.length < 10_000);
    if (texts.length === 0) this.skip();
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(anEdit, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...profiles),
        follow,
      ),
      bounded(40),
    );
  });

  it('finds what linting the whole finds, where a key of the root stands twice or is merged', () => {
    const starts = [
      'services:\n s:\nservices:\n',
      'services:\n  a: {image: x}\nservices:\n  b: {image: y}\n  c:\n    image: z\n',
      'services:\n  a: {image: x}\n  b:\n    image: y\nservices:\n  a: {image: z}\n',
      'services:\n  a: {image: x}\nservices: {}\n',
      'volumes:\n  v:\nservices:\n  a:\n    volumes: ["v:/v", "w:/w"]\nvolumes:\n  w:\n',
      'x-one: &one\n  networks: {n: {}}\n<<: *one\nservices:\n  a:\n    networks: [n]\n  b: {image: y}\n',
    ];
    follow('services:\n s:\nservices:', [{ at: 5000, remove: 1, lines: false, insert: 'e' }], 'recommended');
    const twice = fc.constantFrom('services:\n', 'volumes:\n', '  a:\n', '  b: {image: q}\n', '<<: {}\n');
    const aKey = fc.record({
      at: fc.nat(10_000),
      remove: fc.constant(0),
      lines: fc.constant(true),
      insert: twice,
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...starts, ...filesWithServices),
        fc.array(fc.oneof(anEdit, aKey), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...profiles),
        follow,
      ),
      bounded(200),
    );
  });

  it('hears of a change beside the file', () => {
    const text = 'services:\n  a:\n    image: postgres\n    env_file: a.env\n  b:\n    build: b\n';
    const session = new LintSession();
    for (const there of [[], ['a.env'], ['a.env', 'b'], ['.env'], []]) {
      const around: FileAccess = {
        readFile: (path) => (there.includes(path) ? 'POSTGRES_PASSWORD=postgres\n' : undefined),
        exists: (path) => there.includes(path),
      };
      const options = { files: around, profile: 'strict' as const };
      assert.deepEqual(
        said(session.lint(text, 'compose.yaml', options)),
        said(lintCompose(text, 'compose.yaml', options)),
      );
    }
  });

  it('hears of variables, overrides, and files that are extended or included', () => {
    const text =
      'services:\n  a:\n    image: "nginx:${TAG}"\n  b:\n    extends: {file: base.yaml, service: b}\n  c: {image: c:1}\n';
    const session = new LintSession();
    const disks: readonly Readonly<Record<string, string>>[] = [
      {},
      { '.env': 'TAG=latest\n' },
      { '.env': 'TAG=1.27\n' },
      { '.env': 'TAG=1.27\n', 'base.yaml': 'services: {b: {image: "b:latest"}}\n' },
      { 'base.yaml': 'services: {b: {image: "b:1", privileged: true}}\n' },
      { 'compose.override.yaml': 'services: {c: {privileged: true}}\n' },
      { 'compose.override.yaml': 'services: {c: {image: "c:latest"}}\n', '.env': 'TAG=latest\n' },
      {},
    ];
    for (const disk of disks) {
      const around: FileAccess = {
        readFile: (path) => disk[path],
        exists: (path) => Object.hasOwn(disk, path),
      };
      const options = { files: around, profile: 'strict' as const };
      assert.deepEqual(
        said(session.lint(text, 'compose.yaml', options)),
        said(lintCompose(text, 'compose.yaml', options)),
        JSON.stringify(disk),
      );
    }
  });
});
