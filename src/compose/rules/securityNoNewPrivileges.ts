import { msg } from '../../message';
import type { ComposeModel, Service } from '../composeModel';
import { isWhole } from '../facts/isWhole';
import { servicesWith } from '../facts/servicesWith';
import type { Edit } from '../finding';
import { insertKey, replaceScalar } from '../mapEdits';
import { fix, type Rule, type RuleContext } from '../rule';
import { insertItem } from '../seqEdits';
import {
  isTrue,
  itemsOf,
  lookup,
  placeOf,
  textOf,
  type MapNode,
  type Pair,
  type YamlNode,
} from '../yamlNodes';

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
    chapter: 'definition',
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
  checkFile({ keep, model, report }) {
    const lacking = servicesWith('privileges', model, keep, lacks);
    if (lacking.length === 0) return;
    const bases = basesOfThoseWithIt(model, keep);
    for (const service of lacking) {
      if (!lacks(service)) continue;
      const options = service.pair('security_opt');
      const refusal = refusalIn(service);
      report({
        place: refusal ? placeOf(refusal) : service.namePlace,
        message: msg(
          '`{0}` may gain privileges through set-uid programs: add `no-new-privileges:true` to its `security_opt`.',
          service.name,
        ),
        // Whether a service lives with it, nobody but its author knows.
        fixes: bases.has(service.name)
          ? []
          : fix(msg('Add `no-new-privileges:true`'), addOption(service.homeMap, options, refusal), {
              preferred: false,
            }),
      });
    }
  },
};

function lacks(service: Service): boolean {
  if (!isWhole(service) || isTrue(service.get('privileged'))) return false;
  if (refusalIn(service)) return true;
  return !itemsOf(service.get('security_opt')).some((item) =>
    /^no-new-privileges|\$/.test(textOf(item) ?? ''),
  );
}

const refusalIn = (service: Service): YamlNode | undefined =>
  itemsOf(service.get('security_opt')).find((item) =>
    /^no-new-privileges[:=]false$/.test(textOf(item) ?? ''),
  );

/**
 * The services that others extend which set the option themselves: Compose joins the two lists, and refuses what
 * is there twice.
 */
function basesOfThoseWithIt(model: ComposeModel, keep: RuleContext['keep']): ReadonlySet<string> {
  const sets = (service: Service): boolean =>
    service.has('extends') && itemsOf(service.get('security_opt')).some((item) => textOf(item) === option);
  const names = new Set<string>();
  for (const service of servicesWith('extends with option', model, keep, sets)) {
    if (!sets(service)) continue;
    let base = baseOf(service);
    while (base !== undefined && !names.has(base)) {
      names.add(base);
      const next = model.services.get(base);
      base = next && baseOf(next);
    }
  }
  return names;
}

function baseOf(service: Service): string | undefined {
  const written = service.get('extends');
  return written?.type === 'map'
    ? lookup(written, 'file')
      ? undefined
      : textOf(lookup(written, 'service')?.value)
    : textOf(written);
}

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
