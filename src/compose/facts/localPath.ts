/** Whether a build context or file is a path on this machine, and known: no URL, no repository, no variable. */
export function isLocalPath(path: string): boolean {
  return path !== '' && !path.includes('$') && !/^[a-z][\w+.-]*:|^git@|^github\.com\/|^~|[*]/i.test(path);
}

/** `folder/name`, with `name` alone where it is absolute; `.` and `./` fall away. */
export function joinPath(folder: string, name: string): string {
  if (/^(?:\/|[A-Za-z]:[\\/])/.test(name)) return name;
  const base = folder.replace(/\/+$/, '');
  return base === '' || base === '.' ? name.replace(/^\.\//, '') : `${base}/${name.replace(/^\.\//, '')}`;
}
