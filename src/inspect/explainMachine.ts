import { msg, type Message } from '../message';
import { onHost } from './byHand';
import type { Explanation } from './explanation';

type Say = (message: Message) => string;

export const machineParts = ['machine', 'guestKernel', 'hardware', 'hypervisor', 'hostKernel'] as const;
export type MachinePart = (typeof machineParts)[number];

/** A part of the version with virtual machines: what it is, and what the containers do without it. */
export function explainMachine(part: MachinePart, count: number, say: Say): Explanation {
  const { title, sentence, command } = parts(part, count);
  return {
    title: say(title),
    sentence: say(sentence),
    more: [],
    numbers: count > 1 ? [{ label: say(msg('How many')), value: String(count) }] : [],
    commands: command === undefined ? [] : [{ where: onHost(say), line: command }],
  };
}

function parts(
  part: MachinePart,
  count: number,
): { readonly title: Message; readonly sentence: Message; readonly command?: string } {
  switch (part) {
    case 'machine':
      return {
        title: msg('A virtual machine'),
        sentence: msg(
          'As a virtual machine, the same program would bring a whole system: a kernel, a start, a disk and memory set apart for it.',
        ),
      };
    case 'guestKernel':
      return {
        title: msg('A guest kernel'),
        sentence: msg(
          'Each machine starts a kernel of its own, so it may be another version or another system; that is the stronger wall, and it costs a start and memory.',
        ),
        command: 'uname -r',
      };
    case 'hardware':
      return {
        title: msg('Imitated hardware'),
        sentence: msg(
          'The guest kernel finds a processor, a disk and a network card, which are imitated for it; containers use the host’s through its kernel.',
        ),
        command: 'systemd-detect-virt',
      };
    case 'hypervisor':
      return {
        title: msg('The hypervisor'),
        sentence: msg('It shares the real machine out among {0} guest kernels; containers need none.', count),
        command: 'lscpu | grep -i virtuali',
      };
    case 'hostKernel':
      return {
        title: msg('The host’s kernel'),
        sentence: msg(
          'It sees each virtual machine as one process, and nothing of what runs in it; of containers it sees every process.',
        ),
        command: 'ps -e -o pid,args | grep -i qemu',
      };
  }
}
