import { withWorkbench } from '../support/workbench';

describe('the workbench', function () {
  this.timeout(120_000);

  it('opens a compose file and writes a screenshot', () =>
    withWorkbench(
      'workbench',
      { files: { 'compose.yaml': 'services:\n  web:\n    image: busybox\n' } },
      async (w) => {
        await w.openFile('compose.yaml');
        await w.waitForText('busybox');
        await w.screenshot('workbench');
      },
    ));
});
