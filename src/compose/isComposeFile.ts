import { composeFileNames } from './project/filesOfRun';

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
  if (!services || isOtherFormat(text)) return false;
  return /(?:^[ \t]+|[{,][ \t]*)(?:image|build|extends)[ \t]*:/m.test(text.slice(services.index));
}

/** What stands at the top of the files of others that have services, too, or a name like a compose file's. */
const otherFormats: readonly (readonly RegExp[])[] = [
  // A workflow of GitHub or Gitea.
  [/^["']?on["']?[ \t]*:/m, /^jobs[ \t]*:/m],
  // An object of Kubernetes.
  [/^apiVersion[ \t]*:/m, /^kind[ \t]*:/m],
  // A pipeline, an application specification: their services are a list.
  [/^services[ \t]*:[ \t]*(?:#.*)?(?:\r?\n[ \t]*(?:#.*)?)*\r?\n[ \t]*-(?:[ \t]|$)/m],
  [/^services[ \t]*:[ \t]*\[/m],
];

/** Whether a text is plainly of another format than compose. */
function isOtherFormat(text: string): boolean {
  return otherFormats.some((signs) => signs.every((sign) => sign.test(text)));
}

/** Whether to lint a file: by its name, unless it is plainly something else; else by its content. */
export function isComposeFile(path: string, text: string): boolean {
  const own = path.split(/[\\/]/).pop() ?? '';
  if (composeFileNames.includes(own)) return true;
  if (/(?:^|[\\/])\.(?:github|gitea|forgejo)[\\/]workflows[\\/]/.test(path)) return false;
  return hasComposeName(path) ? !isOtherFormat(text) : /\.ya?ml$/i.test(path) && looksLikeCompose(text);
}
