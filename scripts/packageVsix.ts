import { createVSIX } from '@vscode/vsce';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from './vscode/cacheFolder';

/** Packages what was built last into out/unboxed.vsix and returns that path. */
export async function packageVsix(): Promise<string> {
  const packagePath = path.join(root, 'out/unboxed.vsix');
  await mkdir(path.dirname(packagePath), { recursive: true });
  await createVSIX({ cwd: root, packagePath, dependencies: false });
  return packagePath;
}
