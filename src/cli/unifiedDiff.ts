interface Hunk {
  readonly kind: ' ' | '-' | '+';
  readonly line: string;
}

/** Lines around a change that are shown with it. */
const context = 3;

/** The difference of two texts as `diff -u` prints it, good for `git apply`; empty where they are equal. */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const script = lineScript(before.split(/(?<=\n)/), after.split(/(?<=\n)/));
  const name = file.replaceAll('\\', '/').replace(/^\.?\//, '');
  let output = `--- a/${name}\n+++ b/${name}\n`;
  let oldLine = 1;
  let newLine = 1;
  for (let at = 0; at < script.length;) {
    if (script[at]?.kind === ' ') {
      at++;
      oldLine++;
      newLine++;
      continue;
    }
    const start = Math.max(0, at - context);
    let end = at;
    for (let next = at; next < script.length && next <= end + 2 * context; next++)
      if (script[next]?.kind !== ' ') end = next;
    const hunk = script.slice(start, Math.min(script.length, end + 1 + context));
    const lead = at - start;
    const olds = hunk.filter(({ kind }) => kind !== '+').length;
    const news = hunk.filter(({ kind }) => kind !== '-').length;
    output += `@@ -${oldLine - lead},${olds} +${newLine - lead},${news} @@\n`;
    for (const { kind, line } of hunk)
      output += kind + (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`);
    oldLine += olds - lead;
    newLine += news - lead;
    at = start + hunk.length;
  }
  return output;
}

/** Fixes change few lines: equal beginnings and ends go first, the middle by its longest common lines. */
function lineScript(before: readonly string[], after: readonly string[]): Hunk[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++;
  const keep = (lines: readonly string[]): Hunk[] => lines.map((line) => ({ kind: ' ', line }));
  return [
    ...keep(before.slice(0, head)),
    ...middleScript(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...keep(before.slice(before.length - tail)),
  ];
}

function middleScript(before: readonly string[], after: readonly string[]): Hunk[] {
  const drop = before.map((line): Hunk => ({ kind: '-', line }));
  const add = after.map((line): Hunk => ({ kind: '+', line }));
  if (before.length * after.length > 4_000_000) return [...drop, ...add];
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      common[i * width + j] =
        before[i] === after[j]
          ? (common[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0);
  const script: Hunk[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const same = i < before.length && before[i] === after[j];
    if (same) {
      script.push({ kind: ' ', line: before[i] ?? '' });
      i++;
      j++;
    } else if (
      j >= after.length ||
      (i < before.length && (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))
    )
      script.push({ kind: '-', line: before[i++] ?? '' });
    else script.push({ kind: '+', line: after[j++] ?? '' });
  }
  return script;
}
