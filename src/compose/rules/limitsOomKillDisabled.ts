import { msg } from '../../message';
import { placeOf, isTrue } from '../yamlNodes';
import { limitOf, isUnlimited } from '../facts/limits';
import type { Rule } from '../rule';

export const limitsOomKillDisabled: Rule = {
  id: 'limits-oom-kill-disabled',
  family: 'limits',
  severities: { learn: 'warning', recommended: 'warning', strict: 'error' },
  explanation: {
    what: msg('`oom_kill_disable: true` keeps the kernel from killing the service when memory runs out.'),
    why: msg(
      'Without a memory limit the kernel must then find other victims; with one, the service freezes instead of restarting.',
    ),
    risk: msg(
      'The host itself runs out of memory, or the service hangs for ever without an error in its log.',
    ),
    kernelFact: msg(
      'It is memory.oom_control of cgroup v1; cgroup v2 has no such switch, and there the engine ignores the key with a warning.',
    ),
    chapter: 'forkBomb',
  },
  examples: {
    good: [
      `services:
  db:
    image: postgres:17
    oom_score_adj: -500
`,
    ],
    bad: [
      `services:
  db:
    image: postgres:17
    oom_kill_disable: true
`,
    ],
  },
  checkService(service, { report }) {
    const value = service.get('oom_kill_disable');
    if (!value || !isTrue(value)) return;
    report({
      place: placeOf(value),
      message: isUnlimited(limitOf(service, 'memory'))
        ? msg('`{0}` may take all the memory of the machine, and the kernel may not stop it.', service.name)
        : msg('`{0}` freezes when it reaches its memory limit, instead of being restarted.', service.name),
    });
  },
};
