import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { hostNamespace } from '../facts/hostNamespace';
import type { Rule } from '../rule';

export const securityHostUts: Rule = {
  id: 'security-host-uts',
  family: 'security',
  severities: { learn: 'warning', recommended: 'warning', strict: 'warning' },
  explanation: {
    what: msg('`uts: host` puts the service in the UTS namespace of the host.'),
    why: msg(
      'The service carries the machine’s own hostname; with SYS_ADMIN it could change it for everybody.',
    ),
    risk: msg(
      'A changed hostname misleads logs, monitoring, certificates and cluster software of the whole machine.',
    ),
    kernelFact: msg(
      'The UTS namespace holds just two names, hostname and NIS domain (uname(2)); the initial one is 4026531838.',
    ),
    chapter: 'origins',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    hostname: web
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    uts: host
`,
    ],
  },
  checkService(service, { report }) {
    const value = hostNamespace(service, 'uts');
    if (!value) return;
    report({
      place: placeOf(value),
      message: msg(
        '`{0}` lives in the UTS namespace of the host: its hostname is the machine’s own.',
        service.name,
      ),
    });
  },
};
