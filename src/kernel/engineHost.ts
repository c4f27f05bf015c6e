/**
 * The name by which this machine reaches what an engine publishes, as it stands in a URL (an IPv6 address in
 * brackets). `endpoint` is the engine's address, such as `ssh://user@host`; undefined for an engine on this machine.
 */
export function engineHost(endpoint: string): string | undefined {
  return /^(?:tcp|ssh|https?):\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^:/]+)/.exec(endpoint)?.[1];
}
