import type { ComposeModel, Service } from '../composeModel';
import type { KeepFact } from '../rule';
import { textOf } from '../yamlNodes';
import { profilesOf } from './profilesOf';
import { referringServices, serviceReferences } from './serviceReferences';

/** Words by which people name what does its work once and ends. */
const jobs = new Set(
  'init setup bootstrap provision provisioner migrate migrator migration migrations seed seeder job oneshot once genkeys test tests e2e cypress'.split(
    ' ',
  ),
);

const saysJob = (name: string): boolean =>
  name.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).some((word) => jobs.has(word.toLowerCase()));

/** Whether a service is meant to end: by its name, by the profile that it is run by, or for it is not to be restarted. */
export function looksLikeJob(service: Service): boolean {
  return (
    saysJob(service.name) ||
    profilesOf(service).some(saysJob) ||
    textOf(service.get('restart')) === 'no' ||
    textOf(service.get('deploy', 'restart_policy', 'condition')) === 'none'
  );
}

/** The names of the services that others wait for until they have ended. */
export function awaitedToEnd(model: ComposeModel, keep: KeepFact | undefined): ReadonlySet<string> {
  const ending = new Set<string>();
  for (const service of referringServices(model, keep))
    for (const { name, condition } of serviceReferences(service))
      if (textOf(condition) === 'service_completed_successfully') ending.add(name);
  return ending;
}
