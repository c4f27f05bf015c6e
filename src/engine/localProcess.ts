import { readFile } from 'node:fs/promises';
import type { EngineEndpoint } from './port';

/**
 * Whether process `pid` of this machine is the container's main process. The engine may run in a virtual
 * machine behind a local socket, where the same number is another process: its cgroup must name the container, or
 * where it has none of its own (a rootless engine), the files that the engine puts into every container.
 */
export async function isLocalProcess(
  endpoint: Pick<EngineEndpoint, 'host'>,
  container: string,
  pid: number,
): Promise<boolean> {
  if (process.platform !== 'linux' || !/^(unix:\/\/)?\//.test(endpoint.host) || pid <= 0) return false;
  try {
    if ((await readFile(`/proc/${pid}/cgroup`, 'utf8')).includes(container)) return true;
    const mounts = await readFile(`/proc/${pid}/mountinfo`, 'utf8');
    return mounts.split('\n').some((line) => {
      const [, , , source = '', target = ''] = line.split(' ');
      return target.startsWith('/etc/') && source.includes(`/${container}/`);
    });
  } catch {
    return false;
  }
}
