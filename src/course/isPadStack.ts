/** Whether a compose file looks like the sample stack: by its two main services and the pad’s image. */
export function isPadStack(text: string): boolean {
  return (
    /^ {1,8}app:\s*$/m.test(text) && /^ {1,8}database:\s*$/m.test(text) && /hackmdio\/|hedgedoc/.test(text)
  );
}
