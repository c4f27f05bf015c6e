/** A word that says itself: nothing is meant here, the program only wants the variable to be there. */
const standIn =
  /^(?:sk-)?(?:x|dummy|fake|unused|ignored|placeholder|disabled|n\/a|na|nokey|no[-_]?(?:key|token)|not?[-_ ]?(?:used|needed|required|set)|empty)(?:[-_ ]?(?:api[-_ ]?key|key|token|secret|value))?$/i;
/** Keys with which a program reports to somebody else: whoever guesses one can do nothing here. */
const reporting = /(?:TELEMETRY|ANALYTICS|SENTRY|POSTHOG|SEGMENT|MIXPANEL|AMPLITUDE|DATADOG|NEW_?RELIC)/i;
const password = /PASS|PWD/i;
/** Amazon’s secret keys have 40 characters: these are for an imitation that takes any. */
const imitation = /^(?:test|testing|foo|bar|local|localstack|dynamodb|secret|key|abc|123|1234)$/i;

/**
 * Whether a value only fills a variable that a program insists on: the key of a telemetry service that is not used, of
 * a language model on the own machine, of an imitation of Amazon’s services. A password is never one of these.
 */
export function isStandIn(name: string, value: string): boolean {
  if (password.test(name)) return false;
  return standIn.test(value) || reporting.test(name) || (/^AWS_/.test(name) && imitation.test(value));
}
