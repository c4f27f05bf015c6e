import type { Service } from '../composeModel';
import { textOf, type YamlNode } from '../yamlNodes';

/** The value of a key that chooses a namespace, where it chooses the host's. */
export function hostNamespace(
  service: Service,
  key: 'network_mode' | 'pid' | 'ipc' | 'uts' | 'userns_mode' | 'cgroup',
): YamlNode | undefined {
  const value = service.get(key);
  return textOf(value) === 'host' ? value : undefined;
}
