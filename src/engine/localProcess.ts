import { readFile } from 'node:fs/promises';
import type { EngineEndpoint } from './port';

/**
 * Whether process `pid` of this machine is the container's main process. The engine may run in a virtual
 * machine behind a local socket, where the same number is another process: its cgroup must name the container.
 */
export async function isLocalProcess(
  endpoint: Pick<EngineEndpoint, 'host'>,
  container: string,
  pid: number,
): Promise<boolean> {
  if (process.platform !== 'linux' || !/^(unix:\/\/)?\//.test(endpoint.host) || pid <= 0) return false;
  try {
    return (await readFile(`/proc/${pid}/cgroup`, 'utf8')).includes(container);
  } catch {
    return false;
  }
}
