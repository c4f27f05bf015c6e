import type { Service } from '../composeModel';
import { itemsOf, textOf } from '../yamlNodes';

/** The profiles that a service belongs to; none means that it always runs. */
export function profilesOf(service: Service): readonly string[] {
  return itemsOf(service.get('profiles')).flatMap((item) => textOf(item) ?? []);
}

/** Whether two services are alternatives: each has profiles, and they share none. */
export function neverTogether(one: Service, other: Service): boolean {
  const profiles = profilesOf(one);
  const others = profilesOf(other);
  return profiles.length > 0 && others.length > 0 && !profiles.some((profile) => others.includes(profile));
}

/** The profiles that `COMPOSE_PROFILES` names. */
export function profilesInVariable(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** Whether profiles that are on start a service that has some; `*` stands for all of them. */
export const isOn = (profiles: readonly string[], on: readonly string[]): boolean =>
  on.includes('*') || profiles.some((profile) => on.includes(profile));
