/**
 * Offset of a service in a compose file's text, or of a key of that service (`mem_limit`,
 * `blkio_config.weight`) where it stands there. Undefined when the service is not in the file. Reads lines
 * and their indentation only: it has to find a place to show, not to understand the file.
 */
export function servicePosition(text: string, service: string, key = ''): number | undefined {
  const services = childOffset(text, { start: 0, indent: -1 }, 'services');
  const place = services === undefined ? undefined : childOffset(text, services, service);
  if (place === undefined) return undefined;
  let found = place;
  for (const part of key === '' ? [] : key.split('.')) {
    const child = childOffset(text, found, part);
    if (child === undefined) break;
    found = child;
  }
  return found.start + found.indent;
}

interface Place {
  readonly start: number;
  readonly indent: number;
}

function childOffset(text: string, parent: Place, name: string): Place | undefined {
  let offset = parent.start;
  let childIndent: number | undefined;
  for (const line of text.slice(parent.start).split('\n')) {
    const start = offset;
    offset += line.length + 1;
    if (start === parent.start && parent.indent >= 0) continue;
    const content = line.trimStart();
    if (content.trim() === '' || content.startsWith('#') || content.startsWith('---')) continue;
    const indent = line.length - content.length;
    if (indent <= parent.indent) return undefined;
    childIndent ??= indent;
    if (indent !== childIndent) continue;
    const key = /^(?:"([^"]*)"|'([^']*)'|([^\s:#][^:#]*?))\s*:(?:\s|$)/.exec(content);
    if ((key?.[1] ?? key?.[2] ?? key?.[3]) === name) return { start, indent };
  }
  return undefined;
}
