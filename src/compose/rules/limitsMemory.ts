import { msg } from '../../message';
import { insertKey } from '../mapEdits';
import { fix, type Rule } from '../rule';

export const limitsMemory: Rule = {
  id: 'limits-memory',
  family: 'limits',
  severities: { learn: 'info', recommended: 'warning', strict: 'warning' },
  explanation: {
    what: msg('The service has no memory limit.'),
    why: msg(
      'A container is a group of processes of your machine. Without a limit they may take all of its memory, as any process may.',
    ),
    risk: msg(
      'One leaking service drives the machine out of memory, and the kernel then kills a process of its own choice, perhaps of another container.',
    ),
    kernelFact: msg(
      'The limit is written in memory.max (cgroup v2) or memory.limit_in_bytes (v1) of the container’s cgroup; without it the file says max.',
    ),
    chapter: 5,
  },
  examples: {
    good: [
      'services:\n  web:\n    image: nginx:1.27\n    mem_limit: 256m\n',
      'services:\n  web:\n    image: nginx:1.27\n    deploy:\n      resources:\n        limits:\n          memory: 256M\n',
    ],
    bad: ['services:\n  web:\n    image: nginx:1.27\n', 'services: { web: { image: "nginx:1.27" } }\n'],
  },
  checkService(service, { report }) {
    if (service.has('mem_limit') || service.get('deploy', 'resources', 'limits', 'memory')) return;
    report({
      place: service.namePlace,
      message: msg('`{0}` has no memory limit: it may take all the memory of the machine.', service.name),
      fixes: fix(
        msg('Limit the memory to 512 MB'),
        service.map && insertKey(service.map, 'mem_limit', ['512m']),
        { preferred: false },
      ),
    });
  },
};
