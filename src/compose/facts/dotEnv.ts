import type { ComposeModel, FileAccess } from '../composeModel';
import { readDotEnv } from '../readDotEnv';

const known = new WeakMap<ComposeModel, ReadonlyMap<string, string>>();

/** The values of the `.env` beside a compose file, as far as it could be read; read once a model. */
export function dotEnv(model: ComposeModel, files: FileAccess): ReadonlyMap<string, string> {
  let values = known.get(model);
  if (!values) {
    const text = files.readFile('.env');
    const entries = text === undefined ? [] : readDotEnv(text, '.env');
    values = new Map(
      entries.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value] as const])),
    );
    known.set(model, values);
  }
  return values;
}
