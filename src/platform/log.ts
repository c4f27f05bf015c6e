/** What happened, for whoever looks for the cause of something: in the editor the output “Unboxed”. */
export interface Log {
  info(line: string): void;
  error(line: string): void;
}
