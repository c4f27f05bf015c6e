import type { ComposeModel, Service } from './composeModel';
import { readImage } from './facts/imageReference';
import { isLocalPath } from './facts/localPath';
import type { OffsetRange } from './finding';
import { placeInScalar } from './scalarPlace';
import { itemsOf, lookup, textOf, valueAt, type YamlNode } from './yamlNodes';

/** Something that a compose file names and that can be opened: a file beside it, or an image's page. */
export interface ComposeLink {
  readonly range: OffsetRange;
  readonly target:
    { readonly kind: 'file'; readonly path: string } | { readonly kind: 'image'; readonly url: string };
}

/** What can be opened from a file: images, env files, builds, files that it extends, includes or mounts as secrets. */
export function documentLinks(model: ComposeModel): ComposeLink[] {
  const links = new Map<number, ComposeLink>();
  const add = (node: YamlNode | undefined, target: ComposeLink['target'] | undefined): void => {
    if (node?.type !== 'scalar' || !target || node.source !== model.source) return;
    const { range } = placeInScalar(node, 0, node.text.length);
    if (!links.has(range.start)) links.set(range.start, { range, target });
  };
  const addFile = (node: YamlNode | undefined, path = textOf(node)): void => {
    if (path !== undefined && isLocalPath(path)) add(node, { kind: 'file', path });
  };
  for (const service of model.services.values()) {
    const image = service.get('image');
    const url = imagePage(readImage(service)?.name);
    if (image) add(image, url === undefined ? undefined : { kind: 'image', url });
    addBuild(service, addFile);
    for (const item of itemsOf(service.get('env_file')))
      addFile(item.type === 'map' ? valueAt(item, 'path') : item);
    addFile(service.get('extends', 'file'));
  }
  for (const item of itemsOf(model.top('include')?.value)) {
    const map = item.type === 'map' ? item : undefined;
    for (const path of itemsOf(map ? lookup(map, 'path')?.value : item)) addFile(path);
    for (const path of itemsOf(lookup(map, 'env_file')?.value)) addFile(path);
  }
  for (const section of ['secrets', 'configs'] as const)
    for (const { value } of model.section(section).values()) addFile(valueAt(value, 'file'));
  return [...links.values()].sort((a, b) => a.range.start - b.range.start);
}

/** The folder of a build leads to its Dockerfile, and so does the Dockerfile's own name. */
function addBuild(service: Service, addFile: (node: YamlNode | undefined, path?: string) => void): void {
  const build = service.get('build');
  const context = build?.type === 'map' ? service.get('build', 'context') : build;
  const folder = textOf(context) ?? '.';
  const dockerfile = service.get('build', 'dockerfile');
  const name = textOf(dockerfile) ?? 'Dockerfile';
  if (!build || !isLocalPath(folder) || !isLocalPath(name)) return;
  const file = /^(?:[\\/]|[A-Za-z]:)/.test(name) ? name : `${folder.replace(/[\\/]+$/, '')}/${name}`;
  addFile(context, file);
  addFile(dockerfile, file);
}

/**
 * The page that tells about an image, by its repository's name without tag: Docker Hub's (official images have a
 * path of their own) and those of registries that show one. Undefined for a registry whose pages nobody knows.
 */
export function imagePage(name: string | undefined): string | undefined {
  if (name === undefined || !/^[a-z0-9][\w.:/-]*$/i.test(name)) return undefined;
  const [first = '', ...rest] = name.split('/');
  const isRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const path = isRegistry ? rest : [first, ...rest];
  if (!isRegistry || first === 'docker.io' || first === 'index.docker.io') {
    const [owner = '', image] = path;
    if (path.length > 2) return undefined;
    if (image === undefined) return `https://hub.docker.com/_/${owner}`;
    return owner === 'library'
      ? `https://hub.docker.com/_/${image}`
      : `https://hub.docker.com/r/${owner}/${image}`;
  }
  switch (first) {
    case 'ghcr.io':
      return `https://ghcr.io/${path.join('/')}`;
    case 'quay.io':
      return `https://quay.io/repository/${path.join('/')}`;
    case 'mcr.microsoft.com':
      return `https://mcr.microsoft.com/artifact/mar/${path.join('/')}`;
    case 'public.ecr.aws':
      return `https://gallery.ecr.aws/${path.join('/')}`;
    default:
      return undefined;
  }
}
