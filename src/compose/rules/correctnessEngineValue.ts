import { msg } from '../../message';
import { refusedValues } from '../facts/engineValues';
import { replaceScalar } from '../mapEdits';
import { fix, type Rule } from '../rule';
import { placeOf } from '../yamlNodes';

export const correctnessEngineValue: Rule = {
  id: 'correctness-engine-value',
  family: 'correctness',
  severities: { learn: 'error', recommended: 'error', strict: 'error' },
  explanation: {
    what: msg('Compose takes the value, but the engine refuses it.'),
    why: msg(
      'Compose hands on restart policies, capabilities, limits, signals, names and options as they are written. Only the engine, or the kernel, says that there is no such thing.',
    ),
    risk: msg(
      '`docker compose config` is content, and `up` stops in the middle, with some of the services started.',
    ),
    kernelFact: msg(
      'Capabilities, setrlimit(2) and /proc/sys are the kernel’s: runc asks it for each value when it makes the container.',
    ),
    chapter: 'forkBomb',
  },
  examples: {
    good: [
      `services:
  web:
    image: nginx:1.27
    restart: on-failure:3
    cap_drop: [ALL]
    cap_add: [NET_BIND_SERVICE, CAP_CHOWN]
    ulimits:
      nofile: { soft: 1024, hard: -1 }
    sysctls:
      net.core.somaxconn: 1024
    extra_hosts: ["host.docker.internal:host-gateway"]
    security_opt: ["no-new-privileges:true"]
`,
    ],
    bad: [
      `services:
  web:
    image: nginx:1.27
    restart: unless_stopped
    cap_add: [NETADMIN]
`,
      `services:
  web:
    image: nginx:1.27
    container_name: my web
    ulimits:
      nofile: { soft: 4096, hard: 1024 }
`,
      `services:
  search:
    image: example.org/search:1
    sysctls:
      vm.max_map_count: 262144
    stop_signal: SIGTREM
    working_dir: data
`,
    ],
  },
  checkService(service, { report }) {
    for (const { node, message, meant } of refusedValues(service))
      report({
        place: placeOf(node),
        message,
        fixes:
          meant !== undefined && node.type === 'scalar' && !node.text.includes('$')
            ? fix(msg('Write `{0}`', meant), replaceScalar(node, meant))
            : [],
      });
  },
};
