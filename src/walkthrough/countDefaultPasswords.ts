/** The password with which the sample stack is delivered, and the documentation that it follows. */
const delivered = /change_password/g;

/**
 * In how many places of a compose file a well-known password stands, by the linter's rule on default
 * credentials. The sample stack's own is counted as text too, since it may stand where no rule looks. Undefined where
 * the file cannot be read: nothing is found there, whatever stands in it.
 */
export async function countDefaultPasswords(text: string, file: string): Promise<number | undefined> {
  const { lintCompose } = await import('../compose/lintCompose');
  const { findings, unreadable } = lintCompose(text, file);
  if (unreadable) return undefined;
  const found = findings.filter(({ ruleId }) => ruleId.startsWith('credential-default')).length;
  return Math.max(found, [...withoutComments(text).matchAll(delivered)].length);
}

function withoutComments(text: string): string {
  return text.replace(/^\s*#.*$/gm, '');
}
