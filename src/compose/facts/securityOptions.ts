import type { Service } from '../composeModel';
import type { Edit } from '../finding';
import { removeFromService } from './removeFromService';
import { removeItem } from '../seqEdits';
import type { ScalarNode } from '../yamlNodes';

export interface SecurityOption {
  readonly item: ScalarNode;
  readonly text: string;
  /** Takes the option out of the file; the whole key where it is the only one. */
  readonly removal: readonly Edit[] | undefined;
}

/** The entries of `security_opt` that match. */
export function securityOptions(service: Service, pattern: RegExp): SecurityOption[] {
  const pair = service.pair('security_opt');
  if (pair?.value.type !== 'seq') return [];
  const list = pair.value;
  return list.items.flatMap((entry) => {
    const item = entry.value;
    if (item.type !== 'scalar' || !pattern.test(item.text)) return [];
    const removal =
      pair.alias || entry.alias
        ? undefined
        : list.items.length > 1
          ? removeItem(list, entry)
          : removeFromService(service, pair);
    return [{ item, text: item.text, removal }];
  });
}
