/** Whether a path begins at the root, on any system. */
const isAbsolute = (path: string): boolean => /^(?:[\\/]|[A-Za-z]:[\\/])/.test(path);

/** The folder part of a path, without the slash at its end; empty for a bare name. */
export function folderOf(path: string): string {
  const slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return slash < 0 ? '' : slash === 0 ? path.slice(0, 1) : path.slice(0, slash);
}

/** The last part of a path. */
export const nameOf = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/**
 * A path as it is seen from where `folder` is seen from, each file under one name: `.` and `..` are worked out as
 * far as they can be. An empty `folder` is the place itself.
 */
export function resolvePath(folder: string, path: string): string {
  const whole = folder === '' || isAbsolute(path) ? path : `${folder}/${path}`;
  const parts: string[] = [];
  for (const part of whole.replaceAll('\\', '/').split('/'))
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..' && parts.at(-1) !== '') parts.pop();
    else if (part !== '.' && (part !== '' || parts.length === 0)) parts.push(part);
  const joined = parts.join('/');
  // A leading empty part is the root, unless the path itself was empty.
  return whole.startsWith('/') || whole.startsWith('\\') ? joined || '/' : joined.replace(/^\//, '');
}
