/** The names under which `docker compose` finds a file by itself, and their usual variants. */
const composeNames = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/i;

/** Whether a file is a compose file by its name (`compose.yaml`, `docker-compose.dev.yml`…). */
export function hasComposeName(path: string): boolean {
  return composeNames.test(path.split(/[\\/]/).pop() ?? '');
}

/**
 * Whether a YAML text is a compose file by its content: `services:` at the top, with a service that has an
 * image, a build or an extends. Looks at the text only, so that it costs nothing on every opened file.
 */
export function looksLikeCompose(text: string): boolean {
  const services = /^services[ \t]*:/m.exec(text);
  if (!services) return false;
  return /^[ \t{,]+(?:image|build|extends)[ \t]*:/m.test(text.slice(services.index));
}

/** Whether to lint a file: by its name, else by its content. */
export function isComposeFile(path: string, text: string): boolean {
  return hasComposeName(path) || (/\.ya?ml$/i.test(path) && looksLikeCompose(text));
}
