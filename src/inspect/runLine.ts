import type { InspectFacts } from './inspectFacts';
import { capabilityList, parseAmount, parseSize, type PlanOptions } from './planOptions';
import { shellWords } from './shellWords';

/** The `docker run` line that makes the planned container. */
export function runLine(options: PlanOptions, facts: InspectFacts): string {
  const named = (mode: string) =>
    mode.replace(/^container:(.*)$/, (_, id: string) => `container:${nameOf(id, facts)}`);
  const words = [...facts.engine.docker, 'run', '--rm', '-it'];
  if (options.pid !== '') words.push('--pid', named(options.pid));
  if (options.network !== 'bridge') words.push('--network', named(options.network));
  if (options.ipc !== '') words.push('--ipc', named(options.ipc));
  if (options.uts !== '') words.push('--uts', options.uts);
  if (options.cgroupns !== '') words.push('--cgroupns', options.cgroupns);
  if (parseSize(options.memory) !== undefined) words.push('--memory', options.memory.trim());
  if (parseAmount(options.cpus, false) !== undefined) words.push('--cpus', options.cpus.trim());
  if (parseAmount(options.pidsLimit, true) !== undefined)
    words.push('--pids-limit', options.pidsLimit.trim());
  if (options.privileged) words.push('--privileged');
  if (options.dropAll) words.push('--cap-drop', 'ALL');
  for (const name of capabilityList(options.capAdd)) words.push('--cap-add', name);
  if (options.readOnly) words.push('--read-only');
  if (options.noNewPrivileges) words.push('--security-opt', 'no-new-privileges');
  words.push(imageOf(options));
  return shellWords(words);
}

/** The same as a service of a compose file. */
export function composeSnippet(options: PlanOptions, facts: InspectFacts): string {
  const lines = ['  planned:', `    image: ${scalar(imageOf(options))}`];
  const mode = (key: string, value: string) => {
    const id = /^container:(.*)$/.exec(value)?.[1];
    lines.push(`    ${key}: ${scalar(id === undefined ? value : `container:${nameOf(id, facts)}`)}`);
  };
  if (options.pid !== '') mode('pid', options.pid);
  if (options.network !== 'bridge') mode('network_mode', options.network);
  if (options.ipc !== '') mode('ipc', options.ipc);
  if (options.uts !== '') mode('uts', options.uts);
  if (options.cgroupns !== '') mode('cgroup', options.cgroupns);
  if (parseSize(options.memory) !== undefined) lines.push(`    mem_limit: ${scalar(options.memory.trim())}`);
  if (parseAmount(options.cpus, false) !== undefined) lines.push(`    cpus: ${options.cpus.trim()}`);
  if (parseAmount(options.pidsLimit, true) !== undefined)
    lines.push(`    pids_limit: ${options.pidsLimit.trim()}`);
  if (options.privileged) lines.push('    privileged: true');
  if (options.dropAll) lines.push('    cap_drop: [ALL]');
  const added = capabilityList(options.capAdd);
  if (added.length > 0) lines.push(`    cap_add: [${added.join(', ')}]`);
  if (options.readOnly) lines.push('    read_only: true');
  if (options.noNewPrivileges) lines.push('    security_opt: ["no-new-privileges:true"]');
  return `services:\n${lines.join('\n')}\n`;
}

/** Nothing that docker would take for an option. */
function imageOf({ image }: PlanOptions): string {
  return (
    image
      .trim()
      .replace(/^-+/, '')
      .replace(/[^\w./:@-]/g, '') || 'busybox'
  );
}

function nameOf(id: string, facts: InspectFacts): string {
  return facts.containers.find((container) => container.id === id)?.name ?? id.slice(0, 12);
}

function scalar(text: string): string {
  return /^[A-Za-z][\w./-]*$/.test(text) && !/^(true|false|yes|no|on|off|null)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
