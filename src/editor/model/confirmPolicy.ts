/** What a command does to containers. */
export type Deed = 'up' | 'stop' | 'restart' | 'converge';

/**
 * Whether the reader wants to be asked before a deed (`unboxed.compose.confirm`): never, before processes that run are
 * ended, or always. What a later version may write counts as the usual.
 */
export function asksBefore(policy: string, deed: Deed): boolean {
  return policy === 'always' || (policy !== 'never' && deed !== 'up');
}
