import { msg, type Message } from '../../message';
import { nearestName } from '../schema/nearestName';
import { entries } from '../yamlNodes';
import { knownText } from './knownText';
import type { Check, RefusedValue } from './refusedValue';

/** What every logging driver takes, for the engine itself reads it. */
const ofEveryDriver = ['mode', 'max-buffer-size'];

/** What the drivers take that write files on this machine; asked of engine 20.10. */
const optionsOf: Readonly<Record<string, readonly string[]>> = {
  'json-file': ['max-size', 'max-file', 'compress', 'labels', 'labels-regex', 'env', 'env-regex', 'tag'],
  local: ['max-size', 'max-file', 'compress'],
};

/** `logging.options` of `json-file` and `local`. Which driver counts where none is written, the engine alone knows. */
export const loggingOptions: Check = (service) => {
  const driver = knownText(service, service.get('logging', 'driver'));
  const taken = driver === undefined ? undefined : optionsOf[driver];
  const options = service.get('logging', 'options');
  if (driver === undefined || !taken || options?.type !== 'map') return [];
  const names = [...taken, ...ofEveryDriver];
  return [...entries(options)].flatMap(([name, { key, value }]): RefusedValue[] => {
    if (!names.includes(name) && !name.startsWith('cache-'))
      return [
        {
          node: key,
          message: msg(
            '`{0}` is no option of the logging driver `{1}`, which takes {2} (“unknown log opt”).',
            name,
            driver,
            taken.map((one) => `\`${one}\``).join(', '),
          ),
          meant: nearestName(name, names),
        },
      ];
    const text = knownText(service, value);
    const message = text === undefined ? undefined : problemOf(name, text);
    return message ? [{ node: value, message }] : [];
  });
};

/** What is wrong with the value of an option; undefined where the engine takes it. */
function problemOf(name: string, text: string): Message | undefined {
  if (name === 'max-size' && !/^(?:|\d+(?:\.\d+)? ?(?:[kmgtp]i?)?b?)$/i.test(text))
    return msg('`max-size` cannot be `{0}`: write a size such as `10m` (“invalid size”).', text);
  if (name === 'max-file' && !/^\+?0*[1-9]\d*$/.test(text))
    return msg('`max-file` cannot be `{0}`: it is a number of files, 1 or more.', text);
  if (name === 'compress' && !/^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(text))
    return msg('`compress` takes `true` or `false`, not `{0}`.', text);
  if (name === 'mode' && !/^(?:|blocking|non-blocking)$/.test(text))
    return msg('`mode` of logging cannot be `{0}`: the engine takes `blocking` or `non-blocking`.', text);
  return undefined;
}
