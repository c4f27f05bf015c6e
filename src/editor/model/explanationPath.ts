/** The path of the page that explains a rule; undefined for what can be no rule's id. */
export function explanationPath(ruleId: unknown): string | undefined {
  return typeof ruleId === 'string' && /^[a-z0-9-]+$/.test(ruleId) ? `/${ruleId}.md` : undefined;
}

/** The rule that a page of such a path explains. */
export function explainedRule(path: string): string {
  return path.replace(/^\/|\.md$/g, '');
}
