import { msg } from '../../message';
import type { Edit } from '../finding';
import { insertKey, replaceScalar } from '../mapEdits';
import { insertItem } from '../seqEdits';
import { placeOf, textOf, itemsOf, isTrue, type YamlNode, type MapNode, type Pair } from '../yamlNodes';
import { isWhole } from '../facts/isWhole';
import { fix, type Rule } from '../rule';

export const securityNoNewPrivileges: Rule = {
  id: 'security-no-new-privileges',
  family: 'security',
  severities: { learn: 'off', recommended: 'info', strict: 'warning' },
  explanation: {
    what: msg(
      'The service does not set `no-new-privileges`: a set-uid program in the image can still give its caller more rights.',
    ),
    why: msg(
      'A service that runs as an ordinary user hardly ever needs su, sudo or ping with set-uid. The option costs nothing and takes that road away.',
    ),
    risk: msg(
      'An attacker who got in as www-data runs a vulnerable set-uid binary of the image and becomes root in the container.',
    ),
    kernelFact: msg(
      'It is prctl(PR_SET_NO_NEW_PRIVS): execve(2) then ignores set-uid bits and file capabilities, in this process and all its children, for ever. NoNewPrivs in /proc/PID/status shows it.',
    ),
    chapter: 6,
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    security_opt:
      - no-new-privileges:true
`,
      `services:
  web: { image: "nginx:1.27", security_opt: [no-new-privileges=true] }
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
    security_opt:
      - seccomp=./profile.json # our own
`,
      `services:
  web: { image: "nginx:1.27", security_opt: ["no-new-privileges:false"] }
`,
    ],
  },
  checkService(service, { report }) {
    if (!isWhole(service) || isTrue(service.get('privileged'))) return;
    const options = service.pair('security_opt');
    const items = itemsOf(options?.value);
    const refusal = items.find((item) => /^no-new-privileges[:=]false$/.test(textOf(item) ?? ''));
    if (!refusal && items.some((item) => /^no-new-privileges|\$/.test(textOf(item) ?? ''))) return;
    report({
      place: refusal ? placeOf(refusal) : service.namePlace,
      message: msg(
        '`{0}` may gain privileges through set-uid programs: add `no-new-privileges:true` to its `security_opt`.',
        service.name,
      ),
      fixes: fix(msg('Add `no-new-privileges:true`'), addOption(service.homeMap, options, refusal)),
    });
  },
};

const option = 'no-new-privileges:true';

function addOption(
  map: MapNode | undefined,
  options: Pair | undefined,
  refusal: YamlNode | undefined,
): readonly Edit[] | undefined {
  if (refusal?.type === 'scalar') return replaceScalar(refusal, option);
  if (options?.value.type === 'seq' && !options.alias) return insertItem(options.value, option);
  if (options || !map) return undefined;
  return insertKey(map, 'security_opt', map.flow ? [`[${option}]`] : ['', `  - ${option}`]);
}
