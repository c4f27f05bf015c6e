import { msg } from '../../message';
import { hasVariable } from '../withDefaults';
import { textOf, itemsOf, isTrue } from '../yamlNodes';
import { isWhole } from '../facts/isWhole';
import type { Rule } from '../rule';

export const securityCapabilitiesKept: Rule = {
  id: 'security-capabilities-kept',
  family: 'security',
  severities: { learn: 'off', recommended: 'off', strict: 'info' },
  explanation: {
    what: msg(
      'The service does not drop capabilities: it keeps the fourteen that the engine gives by default.',
    ),
    why: msg(
      'Most services need none or a few of them. `cap_drop: [ALL]`, then adding back what is missing, states exactly what the service may do.',
    ),
    risk: msg(
      'NET_RAW lets an intruder forge packets to the other containers of the network; SETUID, DAC_OVERRIDE and MKNOD help to go from one flaw to root inside.',
    ),
    kernelFact: msg(
      'The default set is CapBnd 00000000a80425fb in /proc/PID/status; with `cap_drop: [ALL]` it is 0.',
    ),
    chapter: 'definition',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    cap_drop: [ALL]
    cap_add: [NET_BIND_SERVICE]
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
`,
      `services:
  web:
    image: nginx:1.27
    cap_drop: [NET_RAW]
`,
    ],
  },
  checkService(service, { report }) {
    if (!isWhole(service) || isTrue(service.get('privileged'))) return;
    const dropped = itemsOf(service.get('cap_drop')).map((item) => textOf(item)?.toUpperCase() ?? '');
    if (dropped.some((name) => name === 'ALL' || name === 'CAP_ALL' || hasVariable(name))) return;
    report({
      place: service.namePlace,
      message: msg(
        '`{0}` keeps default capabilities: write `cap_drop: [ALL]`, then add back what it needs.',
        service.name,
      ),
    });
  },
};
