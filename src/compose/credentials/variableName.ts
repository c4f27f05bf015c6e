import type { CredentialProject } from './credentialProject';
import type { CredentialGroup } from './linkedCopies';

/**
 * The name under which a group's secret goes into `.env`: the variable that it already has, else the name by
 * which its service takes it, told apart by the service's name where two secrets would have the same.
 */
export function variableName(
  project: CredentialProject,
  { sites, owner }: CredentialGroup,
  taken: ReadonlySet<string>,
  forSecret = false,
): string {
  const own = sites.find(({ variable }) => variable !== undefined)?.variable;
  const isTaken = (name: string): boolean => taken.has(name) || taken.has(name.toLowerCase());
  const isFree = (name: string): boolean =>
    !isTaken(name) && (forSecret || (!isWritten(project, name) && !isUsed(project, name)));
  if (own !== undefined && !isTaken(own) && !isWritten(project, own)) return own;
  const service = constant(owner.service);
  const base =
    owner.form === 'variable' && /^[A-Za-z_]\w*$/.test(owner.name) ? owner.name : `${service}_PASSWORD`;
  const prefixed = base.startsWith(service) ? base : `${service}_${base}`;
  for (const name of [base, prefixed]) if (isFree(name)) return name;
  let number = 2;
  while (!isFree(`${prefixed}_${number}`)) number++;
  return `${prefixed}_${number}`;
}

const constant = (text: string): string => {
  const name = text.toUpperCase().replace(/[^A-Z\d]+/g, '_');
  return /^\d/.test(name) ? `_${name}` : name;
};

/** Whether `.env` has a line for it. */
const isWritten = ({ main, run }: CredentialProject, name: string): boolean =>
  run.variables(main.source).entry?.(name) !== undefined;

/** Whether the files already read a variable of that name: it then means something else. */
const isUsed = (project: CredentialProject, name: string): boolean =>
  project.run.sources.some(({ text }) => new RegExp(`\\$\\{?${name}\\b`).test(text));
