import { msg, type Message } from '../../message';
import { openPorts } from '../facts/openPorts';
import type { Place } from '../finding';
import type { RuleContext } from '../rule';
import type { CredentialOrigin, CredentialSite } from './credentialSite';
import { credentialsOf } from './credentialsOf';
import type { CredentialGroup } from './linkedCopies';

/** A secret to speak of. */
export interface ReportedSite {
  readonly site: CredentialSite;
  readonly group: CredentialGroup;
  /** Where its words are written: in the linted file, in `.env`, an `env_file` or the file of a secret. */
  readonly place: Place;
  /** The places in the linted file that take it, where it is written in another one. */
  readonly uses: readonly Place[];
}

/** Files that are no compose files: what is wrong in them is said there, for there it is mended. */
const ownFiles: ReadonlySet<CredentialOrigin> = new Set(['dotenv', 'env-file', 'secret-file']);

/** The secrets that one rule speaks of, each place once. */
export function sitesWhere(
  { model, files, keep }: RuleContext,
  wanted: (site: CredentialSite, group: CredentialGroup) => boolean,
): ReportedSite[] {
  const found = new Map<string, ReportedSite & { readonly uses: Place[] }>();
  for (const group of credentialsOf(model, files, keep).groups)
    for (const site of group.sites) {
      if (!wanted(site, group)) continue;
      const isHere = site.use.file === model.source.file;
      const use = isHere ? site.use : model.services.get(site.service)?.namePlace;
      const elsewhere = ownFiles.has(site.origin);
      const place = elsewhere ? site.place : use;
      if (!place || !use) continue;
      // One line of `.env` may be taken under several names.
      const key = `${place.file}\0${place.range.start}:${place.range.end}:${elsewhere ? '' : site.name}`;
      const known = found.get(key);
      if (!known) found.set(key, { site, group, place, uses: elsewhere ? [use] : [] });
      else if (elsewhere && !known.uses.some((one) => isSame(one, use))) known.uses.push(use);
    }
  return [...found.values()];
}

const isSame = (a: Place, b: Place): boolean =>
  a.file === b.file && a.range.start === b.range.start && a.range.end === b.range.end;

/** The places that take this one, and the others that must change together with it. */
export function relatedPlaces({
  site,
  group,
  place,
  uses,
}: ReportedSite): { readonly place: Place; readonly message: Message }[] {
  const related: { place: Place; message: Message }[] = uses.map((use) => ({
    place: use,
    message: msg('It is used here.'),
  }));
  if (uses.length === 0 && site.place.file !== place.file)
    related.push({ place: site.place, message: msg('The value is written here.') });
  for (const other of group.sites)
    if (other !== site && other.origin !== 'built-in' && !isSame(other.place, site.place))
      related.push({
        place: other.place,
        message: msg('`{0}` of `{1}` is a copy of it: both change together.', other.name, other.service),
      });
  return related;
}

/** Whether a service can be reached from other machines by a port of its own. */
export function isPublished({ model }: RuleContext, service: string): boolean {
  const found = model.services.get(service);
  return found !== undefined && openPorts(found).length > 0;
}
