import path from 'node:path';
import { argumentsFor, type ComposeTarget } from './composeRun';
import type { ComposeSettings } from './composeSettings';
import { docker } from './dockerCli';
import { parseUpPlan, type UpPlan } from './model/upPlan';

/** Milliseconds that compose may take to say what it would do; the reader waits for it. */
const patience = 10_000;

/**
 * What `up` would do with the containers that there are, as compose itself finds out (`--dry-run`): it changes nothing.
 * Undefined where compose cannot say it, for instance one older than 2.18.
 */
export async function planOfUp(
  target: ComposeTarget,
  settings: ComposeSettings,
  options: readonly string[],
  operands: readonly string[],
): Promise<UpPlan | undefined> {
  const words = ['--dry-run', 'up', '--detach', ...options];
  const { ok, stdout, stderr } = await docker(argumentsFor(target, settings, words, operands), {
    cwd: path.dirname(target.file.fsPath),
    timeout: patience,
  });
  return ok ? parseUpPlan(`${stdout}\n${stderr}`) : undefined;
}
