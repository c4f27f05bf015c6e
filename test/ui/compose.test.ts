import { withWorkbench } from '../support/workbench';

describe('a compose file in the editor', function () {
  this.timeout(120_000);

  it('warns of default passwords, and asks before Up', () =>
    withWorkbench('compose-passwords', { copyOf: 'walkthroughs/sample' }, async (w) => {
      await w.openFile('compose.yaml');
      await w
        .codeLens(/a default password/)
        .first()
        .waitFor();
      await w.screenshot('compose-lenses');
      await w.codeLens(/Up/).first().click();
      await w.waitForText('A default password is left in this stack.');
      await w.screenshot('compose-up-asks');
      await w.press('Cancel');
    }));
});
