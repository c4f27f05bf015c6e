import type { Service } from '../composeModel';
import type { Place } from '../finding';
import { resolvePath } from '../project/paths';
import { withDefaults } from '../withDefaults';
import { itemsOf, placeOf, textOf, valueAt } from '../yamlNodes';
import type { CredentialProject } from './credentialProject';
import { dotEnvHolder, type Holder } from './writtenSecret';

/** A secret that a service takes, and the text that stands for it. */
export interface TakenSecret {
  readonly name: string;
  /** The name of its file in `/run/secrets`. */
  readonly target: string;
  readonly holder: Holder;
  /** Where the service takes it. */
  readonly use: Place;
}

/** Longer texts are keys and certificates. */
const longest = 200;

/** Secrets that hold no password: the name of an account, a host, a certificate. */
const noPassword =
  /(?:user|user[-_]?name|login|[-_]name|database|db|host|e?mail|realm|crt|cert|certificate|ca|pub)$/i;

/** The secrets of a service whose text stands in a file beside the compose file, or in a variable of `.env`. */
export function secretFilesOf({ run, files }: CredentialProject, service: Service): TakenSecret[] {
  const declared = run.section('secrets');
  return itemsOf(service.get('secrets')).flatMap((item) => {
    const name = textOf(item.type === 'map' ? valueAt(item, 'source') : item) ?? '';
    const entry = declared.get(name);
    const target = (textOf(valueAt(item, 'target')) ?? name).replace(/^\/run\/secrets\//, '');
    if (!entry || noPassword.test(name) || noPassword.test(target)) return [];
    const about = { name, target, use: placeOf(item) };
    const variables = run.variables(entry.value.source);
    const variable = textOf(valueAt(entry.value, 'environment'));
    const written = variable === undefined ? undefined : variables.entry?.(variable);
    if (written) {
      const holder = dotEnvHolder(written, 'dotenv', variables);
      return holder ? [{ ...about, holder }] : [];
    }
    const file = withDefaults(textOf(valueAt(entry.value, 'file')) ?? '', variables);
    if (file === undefined || file === '') return [];
    const path = resolvePath(run.folderOf(entry.value.source), file);
    const holder = fileHolder(path, files.readFile(path) ?? '');
    return holder ? [{ ...about, holder }] : [];
  });
}

/** A file of one line, without the line break at its end. */
function fileHolder(file: string, whole: string): Holder | undefined {
  const text = whole.trim();
  if (text === '' || text.length > longest || text.includes('\n')) return undefined;
  const start = whole.indexOf(text);
  return {
    text,
    origin: 'secret-file',
    interpolates: false,
    node: undefined,
    variables: () => undefined,
    place: (from, to) => ({ file, range: { start: start + from, end: start + to } }),
  };
}
