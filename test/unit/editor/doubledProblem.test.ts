import assert from 'node:assert/strict';
import { isDoubled, type ShownProblem } from '../../../src/editor/model/doubledProblem';

describe('a problem that another extension says', () => {
  const problem = (more: Partial<ShownProblem>): ShownProblem => ({
    source: undefined,
    code: undefined,
    isError: true,
    line: 4,
    ...more,
  });
  const cases: [name: string, kind: 'syntax' | 'schema', other: Partial<ShownProblem>, doubled: boolean][] = [
    ['YAML by Red Hat on the syntax', 'syntax', { source: 'YAML' }, true],
    ['the same a line further', 'syntax', { source: 'YAML', line: 5 }, true],
    ['the same elsewhere', 'syntax', { source: 'YAML', line: 9 }, false],
    ['Container Tools', 'syntax', { code: 'BAD_INDENT' }, true],
    ['Docker DX', 'syntax', { source: 'docker-language-server' }, true],
    ['a spell checker', 'syntax', { source: 'cSpell' }, false],
    ['a warning', 'syntax', { source: 'YAML', isError: false }, false],
    ['the schema', 'schema', { source: 'yaml-schema: compose', isError: false }, true],
    ['the schema on another line', 'schema', { source: 'yaml-schema: compose', line: 5 }, false],
    ['a key twice', 'schema', { code: 'DUPLICATE_KEY' }, true],
    ['another linter', 'schema', { source: 'other' }, false],
  ];
  for (const [name, kind, other, doubled] of cases)
    it(`${doubled ? 'is left to it' : 'stays'}: ${name}`, () => {
      assert.equal(isDoubled(kind, 4, [problem(other)]), doubled);
    });
});
