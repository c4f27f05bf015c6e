import type { RewritePlan, RewrittenSecret } from '../../compose/credentials/rewritePlan';

/**
 * New passwords that stand in files while a database may still want the old ones: what is left to do is not
 * forgotten when somebody stops half-way. Kept in memory only.
 */
export class PendingPasswords {
  private readonly plans = new Map<string, RewritePlan>();

  /** `file`: the compose file from which the passwords were changed. */
  remember(file: string, plan: RewritePlan): void {
    this.plans.set(file, plan);
  }

  forget(file: string): void {
    this.plans.delete(file);
  }

  /** Those that the files still hold: what was undone, or changed by hand, is no business of ours any more. */
  of(file: string, read: (file: string) => string | undefined): readonly RewrittenSecret[] {
    const plan = this.plans.get(file);
    if (!plan) return [];
    const texts = [...new Set(plan.edits.map((edit) => edit.file))].flatMap((name) => read(name) ?? []);
    return plan.secrets.filter(({ password }) => texts.some((text) => text.includes(password)));
  }
}
