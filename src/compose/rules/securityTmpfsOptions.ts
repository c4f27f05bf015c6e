import { msg } from '../../message';
import { placeInScalar } from '../scalarPlace';
import { itemsOf } from '../yamlNodes';
import type { Rule } from '../rule';

export const securityTmpfsOptions: Rule = {
  id: 'security-tmpfs-options',
  family: 'security',
  severities: { learn: 'off', recommended: 'info', strict: 'warning' },
  explanation: {
    what: msg('The tmpfs is mounted with `exec`, `suid` or `dev`, which the engine leaves out by default.'),
    why: msg('A directory for temporary data needs no programs, no set-uid bits and no device files.'),
    risk: msg(
      'It becomes the one place of a read-only container where an intruder can drop a tool and run it.',
    ),
    kernelFact: msg(
      'The kernel’s mount flags MS_NOEXEC, MS_NOSUID and MS_NODEV (mount(2)) are the engine’s defaults for tmpfs.',
    ),
    chapter: 'definition',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    tmpfs:
      - /run
      - /tmp:size=64m,mode=1777,noexec
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    tmpfs:
      - /tmp:size=64m,exec,suid
`,
      `services:
  web:
    image: nginx:1.27
    tmpfs: /tmp:dev
`,
    ],
  },
  checkService(service, { report }) {
    for (const item of itemsOf(service.get('tmpfs'))) {
      if (item.type !== 'scalar') continue;
      for (const { option, from } of mountOptions(item.text)) {
        if (option !== 'exec' && option !== 'suid' && option !== 'dev') continue;
        report({
          place: placeInScalar(item, from, from + option.length),
          message: msg(
            'The tmpfs of `{0}` is mounted with `{1}`, which the engine leaves out by default.',
            service.name,
            option,
          ),
        });
      }
    }
  },
};

/** The options of `/path:one,two`, each with its offset in the text. */
function mountOptions(text: string): { option: string; from: number }[] {
  const colon = text.indexOf(':');
  if (colon < 0) return [];
  let from = colon + 1;
  return text
    .slice(from)
    .split(',')
    .map((option) => {
      const at = from;
      from += option.length + 1;
      return { option, from: at };
    });
}
