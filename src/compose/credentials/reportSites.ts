import { msg, type Message } from '../../message';
import { openPorts } from '../facts/openPorts';
import type { Place } from '../finding';
import type { RuleContext } from '../rule';
import type { CredentialSite } from './credentialSite';
import { credentialsOf } from './credentialsOf';
import type { CredentialGroup } from './linkedCopies';

/** A secret's use in the linted file. */
export interface ReportedSite {
  readonly site: CredentialSite;
  readonly group: CredentialGroup;
  /** Where the finding stands: always in the linted file. */
  readonly place: Place;
}

/** The uses of secrets that one rule speaks of, each place once. */
export function sitesWhere(
  { model, files, keep }: RuleContext,
  wanted: (site: CredentialSite, group: CredentialGroup) => boolean,
): ReportedSite[] {
  const seen = new Set<string>();
  return credentialsOf(model, files, keep).groups.flatMap((group) =>
    group.sites.flatMap((site) => {
      if (!wanted(site, group)) return [];
      const here = site.use.file === model.source.file;
      const place = here ? site.use : model.services.get(site.service)?.namePlace;
      const key = place && `${place.range.start}:${place.range.end}:${site.name}`;
      if (!place || key === undefined || seen.has(key)) return [];
      seen.add(key);
      return [{ site, group, place }];
    }),
  );
}

/** The other places that must change together with this one, and the file in which the words stand. */
export function relatedPlaces({
  site,
  group,
  place,
}: ReportedSite): { readonly place: Place; readonly message: Message }[] {
  const related: { place: Place; message: Message }[] = [];
  if (site.place.file !== place.file)
    related.push({ place: site.place, message: msg('The value is written here.') });
  for (const other of group.sites)
    if (other !== site && other.origin !== 'built-in' && !sameStart(other.place, site.place))
      related.push({
        place: other.place,
        message: msg('`{0}` of `{1}` is a copy of it: both change together.', other.name, other.service),
      });
  return related;
}

const sameStart = (a: Place, b: Place): boolean => a.file === b.file && a.range.start === b.range.start;

/** Whether a service can be reached from other machines by a port of its own. */
export function isPublished({ model }: RuleContext, service: string): boolean {
  const found = model.services.get(service);
  return found !== undefined && openPorts(found).length > 0;
}
