import { msg, type Message } from '../message';
import { capabilityWords, isCapability, parseAmount, parseSize, type PlanOptions } from './planOptions';

/** What is wrong with options that docker would refuse: they are left out of what the form makes. */
export type PlanProblems = Partial<Readonly<Record<keyof PlanOptions, Message>>>;

/** Checks the typed options as `docker run` and the engine would; `hostCpus` of the engine's machine. */
export function planProblems(options: PlanOptions, hostCpus: number): PlanProblems {
  const problems: Partial<Record<keyof PlanOptions, Message>> = {};
  const memory = options.memory.trim();
  if (memory !== '' && parseSize(memory) === undefined)
    problems.memory = /^\d+(\.\d+)?\s*([bkmg]i?b?|i?b)?$/i.test(memory)
      ? msg('Docker gives no container less than 6m.')
      : msg('“{0}” is no size: write a number with b, k, m or g, such as 64m.', memory);
  const cpus = options.cpus.trim();
  const amount = parseAmount(cpus, false);
  if (cpus !== '' && amount === undefined)
    problems.cpus = msg('“{0}” is no number of CPUs: write one above 0, such as 0.5.', cpus);
  else if (amount !== undefined && hostCpus > 0 && amount > hostCpus)
    problems.cpus = msg('The engine’s machine has {0} CPUs, and docker refuses more.', hostCpus);
  const pids = options.pidsLimit.trim();
  if (pids !== '' && parseAmount(pids, true) === undefined)
    problems.pidsLimit = msg('“{0}” is no number of processes: write a whole one above 0.', pids);
  const unknown = capabilityWords(options.capAdd).filter((name) => !isCapability(name));
  if (unknown.length > 0) problems.capAdd = msg('The kernel knows no capability {0}.', unknown.join(', '));
  return problems;
}

/** The options without what docker would refuse: what is drawn, and put into the command and the service. */
export function acceptedOptions(options: PlanOptions, problems: PlanProblems): PlanOptions {
  return {
    ...options,
    ...(problems.memory !== undefined && { memory: '' }),
    ...(problems.cpus !== undefined && { cpus: '' }),
    ...(problems.pidsLimit !== undefined && { pidsLimit: '' }),
  };
}
