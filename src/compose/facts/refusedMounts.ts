import { msg } from '../../message';
import { valueAt } from '../yamlNodes';
import type { Check, RefusedValue } from './refusedValue';

/** Options of one kind of mount on another. */
export const mountOptions: Check = (service) =>
  service.volumes.flatMap(({ node, type, form, options }): RefusedValue[] => {
    const source = form === 'long' && type === 'tmpfs' ? valueAt(node, 'source') : undefined;
    if (source)
      return [
        {
          node: source,
          message: msg(
            'A tmpfs is made of nothing: the engine takes no `source` for it (“field Source must not be specified”).',
          ),
        },
      ];
    if (form === 'short' && type === 'bind' && options.includes('nocopy'))
      return [
        {
          node,
          message: msg(
            '`nocopy` is an option of volumes: for a directory of the host the engine refuses it (“field VolumeOptions must not be specified”).',
          ),
        },
      ];
    return [];
  });
