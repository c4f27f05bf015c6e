/**
 * What the fixes of each rule mean to change in the configuration that Compose resolves, as paths (`*`: any one key
 * or index) under which all may change. An empty list: how the file is written changes, never what it says.
 */
export const fixEffects: Readonly<Record<string, readonly string[]>> = {
  'correctness-base60-port': [],
  'correctness-duplicate-key': [],
  'correctness-engine-value': [
    'services/*/cap_add',
    'services/*/cap_drop',
    'services/*/extra_hosts',
    'services/*/ipc',
    'services/*/restart',
    'services/*/security_opt',
    'services/*/stop_signal',
    'services/*/ulimits',
  ],
  'correctness-healthcheck-never-passes': ['services/*/healthcheck/test'],
  'correctness-image-name': ['services/*/image'],
  'correctness-obsolete-links': ['services/*/links'],
  'correctness-obsolete-version': [],
  'correctness-restart-missing': ['services/*/restart'],
  'correctness-space-in-name': ['services/*/environment', 'services/*/build/args'],
  'correctness-undefined-config': ['configs', 'services/*/configs'],
  'correctness-undefined-model': [''],
  'correctness-undefined-network': ['networks', 'services/*/networks'],
  'correctness-undefined-secret': ['secrets', 'services/*/secrets'],
  'correctness-undefined-service': ['services/*/depends_on', 'services/*/links'],
  'correctness-undefined-volume': ['volumes', 'services/*/volumes'],
  'correctness-unresolved-file': [''],
  'correctness-unused-config': ['configs/*'],
  'correctness-unused-network': ['networks/*'],
  'correctness-unused-secret': ['secrets/*'],
  'correctness-unused-volume': ['volumes/*'],
  'credential-single-dollar': ['configs/*', 'services/*'],
  'limits-cpu': ['services/*/cpus', 'services/*/deploy/resources/limits/cpus'],
  'limits-memory': ['services/*/mem_limit', 'services/*/deploy/resources/limits/memory'],
  'limits-nproc-not-pids': ['services/*/pids_limit', 'services/*/deploy/resources/limits/pids'],
  'limits-pids': ['services/*/pids_limit', 'services/*/deploy/resources/limits/pids'],
  // Compose refuses what they speak of: there is nothing that could stay the same.
  'schema-bad-value': [''],
  'schema-unknown-key': [''],
  'schema-wrong-type': [''],
  'security-apparmor-unconfined': ['services/*/security_opt'],
  'security-no-new-privileges': ['services/*/security_opt'],
  'security-published-database': ['services/*/ports/*/host_ip'],
  'security-published-port': ['services/*/ports/*/host_ip'],
  'security-seccomp-unconfined': ['services/*/security_opt'],
  'security-selinux-disabled': ['services/*/security_opt'],
  'security-sensitive-mount-writable': ['services/*/volumes/*/read_only'],
  'security-system-paths-unconfined': ['services/*/security_opt'],
  'style-key-order': [],
  'style-port-quotes': [],
  'style-service-order': [],
  'style-top-level-order': [],
};

/** What differs between two resolved configurations outside of `allowed`, each place with both values. */
export function unwantedEffects(before: unknown, after: unknown, allowed: readonly string[]): string[] {
  const old = leavesOf(before);
  const now = leavesOf(after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => old.get(path) !== now.get(path) && !allowed.some((pattern) => covers(pattern, path)))
    .map((path) => `${path}: ${old.get(path) ?? 'nothing'} → ${now.get(path) ?? 'nothing'}`);
}

function covers(pattern: string, path: string): boolean {
  if (pattern === '') return true;
  const keys = path.split('/');
  return pattern.split('/').every((part, at) => (part === '*' ? keys[at] !== undefined : part === keys[at]));
}

/** Each single value under its path; what is empty says as much as what is not there. */
function leavesOf(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (typeof value !== 'object' || value === null) {
    if (value !== null && value !== undefined) into.set(path, JSON.stringify(value));
  } else
    for (const [key, inner] of Object.entries(value))
      leavesOf(inner, `${path === '' ? '' : `${path}/`}${key.replaceAll('/', '|')}`, into);
  return into;
}
