/** What can be read and searched of an item of a list. */
interface Readable {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

/**
 * The item that typed letters lead to, as a list sorts what it has left: where they begin earliest in the label, then
 * those that have them elsewhere. Undefined where nothing was typed, or nothing has it.
 */
export function typedItem<T extends Readable>(items: readonly T[], typed: string): T | undefined {
  const sought = typed.trim().toLowerCase();
  if (sought === '') return undefined;
  const place = ({ label, description = '', detail = '' }: T) => {
    const inLabel = label.toLowerCase().indexOf(sought);
    if (inLabel >= 0) return inLabel;
    return `${description}\n${detail}`.toLowerCase().includes(sought) ? Number.MAX_SAFE_INTEGER : undefined;
  };
  return items
    .flatMap((item) => {
      const at = place(item);
      return at === undefined ? [] : [{ item, at }];
    })
    .sort((a, b) => a.at - b.at || a.item.label.localeCompare(b.item.label))[0]?.item;
}
