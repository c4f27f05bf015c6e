import assert from 'node:assert/strict';
import { formatMessage } from '../../../src/message';
import { plainOptions, planFromState, type PlanOptions } from '../../../src/inspect/planOptions';
import { acceptedOptions, planProblems } from '../../../src/inspect/planProblems';
import { runLine } from '../../../src/inspect/runLine';
import { someFacts } from './someFacts';

describe('what is wrong with the options of What if', () => {
  for (const [key, typed, said] of [
    ['memory', 'abc', /“abc” is no size: write a number with b, k, m or g, such as 64m/],
    ['memory', '64x', /is no size/],
    ['memory', '4m', /less than 6m/],
    ['memory', '1024', /less than 6m/],
    ['cpus', 'many', /“many” is no number of CPUs/],
    ['cpus', '-1', /is no number of CPUs/],
    ['cpus', '64', /has 4 CPUs, and docker refuses more/],
    ['pidsLimit', '1.5', /write a whole one/],
    ['pidsLimit', '0', /write a whole one/],
    ['capAdd', 'NET_ADMIN, net_bnid_service', /no capability NET_BNID_SERVICE/],
  ] as const)
    it(`says of ${key} ${typed}, and leaves it out of the command`, () => {
      const options: PlanOptions = { ...plainOptions, [key]: typed };
      const problems = planProblems(options, 4);
      const problem = problems[key];
      assert.match(problem === undefined ? '' : formatMessage(problem), said);
      const line = runLine(acceptedOptions(options, problems), someFacts([]));
      assert.doesNotMatch(line, key === 'capAdd' ? /BNID/i : /--memory|--cpus|--pids-limit/);
    });

  it('is nothing for what docker takes', () => {
    const typed = { memory: '64m', cpus: '0.5', pidsLimit: '20', capAdd: 'cap_net_admin ALL' };
    for (const options of [plainOptions, { ...plainOptions, ...typed }, { ...plainOptions, memory: '1 GB' }])
      assert.deepEqual(planProblems(options, 4), {});
  });

  it('keeps what a page kept, and takes nothing else from its state', () => {
    const plan: PlanOptions = { ...plainOptions, memory: '64m', privileged: true };
    assert.deepEqual(planFromState({ plan }), plan);
    assert.deepEqual(planFromState({ plan: { memory: 7, privileged: 'yes', x: 1 } }), plainOptions);
    assert.deepEqual(planFromState(undefined), plainOptions);
  });
});
