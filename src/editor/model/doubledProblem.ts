/** A problem on a file as the editor shows it, as far as two of them may be the same. */
export interface ShownProblem {
  readonly source: string | undefined;
  readonly code: unknown;
  readonly isError: boolean;
  /** Where it begins. */
  readonly line: number;
}

/** What one of our problems says: that the text is no YAML, or that the schema knows no such key or value. */
export type DoubledKind = 'syntax' | 'schema';

/** The rules that say what a schema of compose files says, too. */
export const isSchemaRule = (ruleId: unknown): boolean =>
  typeof ruleId === 'string' && /^(?:schema-|correctness-duplicate-key$)/.test(ruleId);

/**
 * Whether another extension says the same already. Red Hat's YAML names its source `YAML`, and `yaml-schema: …` for
 * what its schema says; Container Tools gives no source, and the codes of its YAML library (`BAD_INDENT`); Docker DX
 * names its language server. Readers of YAML find the same error a line apart.
 */
export function isDoubled(kind: DoubledKind, line: number, others: readonly ShownProblem[]): boolean {
  return others.some((one) => {
    const source = one.source ?? '';
    if (kind === 'schema')
      return one.line === line && (/^yaml-schema\b/i.test(source) || isDuplicateKey(one));
    if (!one.isError || Math.abs(one.line - line) > 1) return false;
    return /^(?:yaml|docker-language-server)$/i.test(source) || (source === '' && isLibraryCode(one.code));
  });
}

const isLibraryCode = (code: unknown): boolean => typeof code === 'string' && /^[A-Z][A-Z_]+$/.test(code);

/** What is no error of syntax to us is one to their library. */
const isDuplicateKey = ({ source, code, isError }: ShownProblem): boolean =>
  isError && (code === 'DUPLICATE_KEY' || /^yaml$/i.test(source ?? ''));
