/** `0-2,4` → 0, 1, 2, 4; undefined when it is no such list. */
export function parseCpuList(text: string): readonly number[] | undefined {
  const numbers: number[] = [];
  for (const part of text.split(',')) {
    const match = /^\s*(\d{1,4})(?:-(\d{1,4}))?\s*$/.exec(part);
    if (match === null) return undefined;
    const from = Number(match[1]);
    const to = Number(match[2] ?? match[1]);
    if (to < from) return undefined;
    for (let cpu = from; cpu <= to; cpu += 1) numbers.push(cpu);
  }
  return numbers;
}
