import { msg } from '../../message';
import { hasVariable } from '../withDefaults';
import { placeOf, textOf, isTrue } from '../yamlNodes';
import { isWhole } from '../facts/isWhole';
import type { Rule } from '../rule';

export const securityWritableRoot: Rule = {
  id: 'security-writable-root',
  family: 'security',
  severities: { learn: 'off', recommended: 'off', strict: 'info' },
  explanation: {
    what: msg('The service can write everywhere in its own filesystem; `read_only: true` is missing.'),
    why: msg(
      'A container should be immutable and short-lived: what it must keep belongs in a volume, what it may forget in a tmpfs.',
    ),
    risk: msg(
      'An intruder replaces a program or leaves a tool behind; logs written inside fill the host’s disk and vanish with the container.',
    ),
    kernelFact: msg(
      'The writable layer is the upperdir of an overlay mount; with `read_only` the root is mounted `ro` in /proc/PID/mountinfo.',
    ),
    chapter: 'definition',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    read_only: true
    tmpfs: [/run]
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
`,
    ],
  },
  checkService(service, { report }) {
    const value = service.get('read_only');
    if (!isWhole(service) || isTrue(value) || hasVariable(textOf(value) ?? '')) return;
    report({
      place: value ? placeOf(value) : service.namePlace,
      message: msg(
        '`{0}` can change its own programs: write `read_only: true`, with a tmpfs or a volume where it must write.',
        service.name,
      ),
    });
  },
};
