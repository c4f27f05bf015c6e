import assert from 'node:assert/strict';
import { parseUpPlan } from '../../../src/editor/model/upPlan';

describe('what compose says that it would do', () => {
  const cases: [name: string, output: string, recreated: string, removed: string, restarted: string][] = [
    [
      'in words',
      ' DRY-RUN MODE -  Container p-d-1  Running\n DRY-RUN MODE -  Container p-a-1  Recreate\n DRY-RUN MODE -  Container p-a-1  Recreated\n DRY-RUN MODE -  Container 1a2b3c_p-a-1  Starting\n',
      'p-a-1',
      '',
      '',
    ],
    [
      'of what is no longer in the file',
      ' Container p-o-1  Stopping\n Container p-o-1  Stopped\n Container p-o-1  Removing\n',
      '',
      'p-o-1',
      '',
    ],
    [
      'of what hangs on another',
      ' Container p-c-1 Stopping\n Container p-c-1 Stopped\n Container p-c-1 Started\n',
      '',
      '',
      'p-c-1',
    ],
    [
      'of what is new',
      ' Container p-n-1  Creating\n Container p-n-1  Created\n Container p-n-1  Starting\n',
      '',
      '',
      '',
    ],
    ['of nothing', '', '', '', ''],
  ];
  for (const [name, output, ...expected] of cases)
    it(name, () => {
      const { recreated, removed, restarted } = parseUpPlan(output);
      assert.deepEqual([recreated.join(), removed.join(), restarted.join()], expected);
    });
});
