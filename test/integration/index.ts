import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** Entry point of the integration tests inside VS Code's extension host (desktop and web workbench alike). */
export async function run(): Promise<void> {
  const root = path.dirname(path.dirname(__dirname));
  const mocha = new Mocha({
    reporter: path.join(root, 'test/support/reporter.cjs'),
    timeout: 30_000,
    retries: 1,
    ...(process.env['UNBOXED_TEST_GREP'] && { grep: process.env['UNBOXED_TEST_GREP'] }),
  });
  for (const file of readdirSync(__dirname).sort())
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} integration tests failed.`);
}
