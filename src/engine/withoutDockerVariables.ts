/**
 * dockerode's modem reads DOCKER_HOST and its certificates before it looks at its options, fails on what it
 * can't read and mixes both. The endpoint was found by us: hide the variables while it is constructed.
 */
export function withoutDockerVariables<T>(construct: () => T): T {
  const names = ['DOCKER_HOST', 'DOCKER_CERT_PATH', 'DOCKER_TLS_VERIFY', 'DOCKER_CLIENT_TIMEOUT'];
  const kept = names.map((name) => [name, process.env[name]] as const);
  for (const name of names) Reflect.deleteProperty(process.env, name);
  try {
    return construct();
  } finally {
    for (const [name, value] of kept) if (value !== undefined) process.env[name] = value;
  }
}
