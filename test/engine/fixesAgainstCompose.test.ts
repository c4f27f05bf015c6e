import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { applyEdits } from '../../src/compose/applyEdits';
import type { Finding, Fix } from '../../src/compose/finding';
import { fixAll } from '../../src/compose/fixAll';
import { lintCompose } from '../../src/compose/lintCompose';
import type { Rule } from '../../src/compose/rule';
import { rules } from '../../src/compose/rules/registry';
import { composeConfig, inParallel } from '../support/composeConfig';
import { corpus } from '../support/corpus';
import { fixEffects, unwantedEffects } from '../support/fixEffects';
import { needs } from '../support/parts';

/** With it each rule is tried on every file that it finds something in; without it, on two. */
const all = process.env['UNBOXED_ALL_FIXES'] !== undefined;

interface Input {
  readonly name: string;
  readonly text: string;
  readonly folder: string;
}

/** What Compose makes of a text that stands in a folder; undefined where it refuses it. */
async function resolved({ text, folder }: Input): Promise<unknown> {
  const where = ['--project-name', 'unboxed-fixes', '--project-directory', folder, '--file', '-'];
  const args = [...where, '--profile', '*', 'config', '--format', 'json'];
  const { refusal, config } = await composeConfig({ version: '2.40', args, input: text });
  return refusal === undefined ? JSON.parse(config) : undefined;
}

function findingsOf(rule: Rule, text: string): readonly Finding[] {
  const on = { ...rule, severities: { learn: 'hint', recommended: 'hint', strict: 'hint' } as const };
  return lintCompose(text, 'compose.yaml', { profile: 'strict', rules: [on] }).findings;
}

function collides(text: string): boolean {
  return lintCompose(text, 'compose.yaml').findings.some(
    ({ ruleId }) => ruleId === 'correctness-duplicate-host-port',
  );
}

const hasErrors = (text: string): boolean =>
  lintCompose(text, 'compose.yaml').findings.some(({ severity }) => severity === 'error');

/** The text with every finding mended that has a fix; the fix of that number where it has several. */
function mended(rule: Rule, text: string, choice: number): string {
  let now = text;
  for (let round = 0; round < 500; round++) {
    const fix: Fix | undefined = findingsOf(rule, now)
      .map(({ fixes }) => fixes[choice] ?? fixes[0])
      .find((one) => one !== undefined);
    if (!fix) break;
    now = applyEdits(now, fix.edits);
  }
  return now;
}

function inputs(): Input[] {
  const examples = rules.flatMap(({ id, examples: { bad, good } }) =>
    [...bad, ...good].map((text, at): Input => ({ name: `${id} ${at}`, text, folder: '/' })),
  );
  if (!existsSync(corpus)) return examples;
  const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.ya?ml$/.test(file),
  );
  const real = files.sort().map((name): Input => {
    const file = path.join(corpus, name);
    return { name, text: readFileSync(file, 'utf8'), folder: path.dirname(file) };
  });
  return [...real, ...examples];
}

const titleOf = (allowed: readonly string[]): string =>
  allowed.length === 0
    ? 'changes nothing'
    : allowed.includes('')
      ? 'mends what Compose refuses'
      : `changes only ${allowed.join(', ')}`;

describe('the fixes beside Compose itself', function () {
  this.timeout(all ? 3_600_000 : 120_000);
  before(async function () {
    await needs(this, 'newest compose');
  });

  const known = new Map<string, Promise<unknown>>();
  const configOf = (input: Input): Promise<unknown> => {
    const asked = known.get(input.name) ?? resolved(input);
    known.set(input.name, asked);
    return asked;
  };

  for (const [id, allowed] of Object.entries(fixEffects))
    it(`${id} ${titleOf(allowed)}`, async () => {
      const rule = rules.find((one) => one.id === id);
      assert.ok(rule);
      let tried = 0;
      for (const input of inputs()) {
        const choices = Math.max(0, ...findingsOf(rule, input.text).map(({ fixes }) => fixes.length));
        // Ports that collide may become one and the same mapping, which Compose then takes once.
        if (choices === 0 || (!all && tried >= 2) || collides(input.text)) continue;
        tried++;
        const old = await configOf(input);
        for (let choice = 0; choice < choices; choice++) {
          const text = mended(rule, input.text, choice);
          const now = await resolved({ ...input, text });
          const shown = `${input.name}, fix ${choice}`;
          if (old !== undefined) {
            assert.ok(now, `${shown}: Compose refuses it now`);
            assert.deepEqual(unwantedEffects(old, now, allowed), [], shown);
          } else if (input.name.startsWith(id) && !hasErrors(text)) assert.ok(now, `${shown}: still refused`);
        }
      }
      assert.notEqual(tried, 0);
    });

  for (const profile of ['recommended', 'strict'] as const)
    it(`all at once, in ${profile}, leave what Compose takes as it was but for what they are about`, async () => {
      let tried = 0;
      await inParallel(inputs(), async (input) => {
        const { text, result } = fixAll(input.text, 'compose.yaml', { profile });
        if (text === input.text || collides(input.text)) return;
        const before = await configOf(input);
        if (before === undefined) return;
        tried++;
        const after = await resolved({ ...input, text });
        assert.ok(after, `${input.name}: Compose refuses it now`);
        const allowed = lintCompose(input.text, 'compose.yaml', { profile }).findings.flatMap(
          ({ ruleId, fixes }) => (fixes.some(({ preferred }) => preferred) ? (fixEffects[ruleId] ?? []) : []),
        );
        assert.deepEqual(unwantedEffects(before, after, allowed), [], input.name);
        assert.equal(result.unreadable, false);
      });
      assert.notEqual(tried, 0);
    });
});
