import type { Report } from '../../test/support/report';

/**
 * Gives files in which a hook failed the second attempt that Mocha gives to tests alone: a hook that fails ends its
 * suite, and what its tests would have said is never heard. What passes the second time is named as unsteady; what
 * fails again fails with both reasons.
 *
 * @param run Runs the given test files in a process of their own, or all those of the level.
 */
export async function secondAttempt(run: (files?: readonly string[]) => Promise<Report>): Promise<Report> {
  const whole = await run();
  const files = [...new Set(whole.filesOfHooks ?? [])];
  if (files.length === 0) return whole;
  console.log(`\nA second attempt for ${files.length} file(s) in which a hook failed:`);
  const isOfThem = ({ file }: { readonly file?: string }) => file !== undefined && files.includes(file);
  const again = await run(files);
  const failedFirst = whole.failed.filter(isOfThem);
  const titles = new Set(again.failed.map(({ title }) => title));
  return {
    passed: [...whole.passed.filter((entry) => !isOfThem(entry)), ...again.passed],
    skipped: [...whole.skipped.filter((entry) => !isOfThem(entry)), ...again.skipped],
    failed: [
      ...whole.failed.filter((entry) => !isOfThem(entry)),
      ...again.failed.map((entry) => {
        const first = failedFirst.find(({ title }) => title === entry.title);
        return first
          ? { ...entry, message: `${first.message.split('\n')[0]}; again: ${entry.message}` }
          : entry;
      }),
    ],
    unsteady: [
      ...(whole.unsteady ?? []).filter((entry) => !isOfThem(entry)),
      ...(again.unsteady ?? []),
      ...failedFirst.filter(({ title }) => !titles.has(title)),
    ],
  };
}
