/** The names under which compose finds an override by itself, in its order; none beside a file that must be named. */
export function overrideName(name: string): string[] {
  return /^(?:docker-)?compose\.ya?ml$/.test(name)
    ? [
        'compose.override.yml',
        'compose.override.yaml',
        'docker-compose.override.yml',
        'docker-compose.override.yaml',
      ]
    : [];
}
