/** A path of a container without what says nothing (`//`, `.`, `x/..`, a slash at the end), as Go's `path.Clean`. */
export function cleanPath(path: string): string {
  const absolute = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!absolute) kept.push(part);
  }
  const joined = kept.join('/');
  return absolute ? `/${joined}` : joined === '' ? '.' : joined;
}
