import { msg } from '../../message';
import { placeOf } from '../yamlNodes';
import { securityOptions } from '../facts/securityOptions';
import { fix, type Rule } from '../rule';

export const securitySelinuxDisabled: Rule = {
  id: 'security-selinux-disabled',
  family: 'security',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg('`label:disable` takes the SELinux confinement from the service.'),
    why: msg(
      'On Fedora, RHEL and their kin, the label is what keeps a container from the files of the host and of other containers. For a mounted directory, the `:z` and `:Z` options relabel it instead.',
    ),
    risk: msg(
      'A process that finds a way out of its mount namespace reads every file that its user id may read.',
    ),
    kernelFact: msg(
      'A container runs as `container_t` with its own pair of categories; without labels it runs as `spc_t`, which SELinux does not confine.',
    ),
    chapter: 'definition',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    security_opt: ["label:type:svirt_apache_t"]
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    security_opt:
      - label:disable
`,
    ],
  },
  checkService(service, { report }) {
    for (const option of securityOptions(service, /^label[:=]disable$/))
      report({
        place: placeOf(option.item),
        message: msg(
          '`{0}` runs without SELinux labels. To share a directory, mount it with `:z` or `:Z` instead.',
          service.name,
        ),
        fixes: fix(msg('Remove `{0}`', option.text), option.removal, { preferred: false }),
      });
  },
};
