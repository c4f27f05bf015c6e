/**
 * Compares names as people count: web-2 before web-10. Made anew for each sorting: the first one that a process
 * makes takes 6 ms, which activation must not pay.
 */
export function nameOrder(): (a: string, b: string) => number {
  return new Intl.Collator('en', { numeric: true }).compare;
}
