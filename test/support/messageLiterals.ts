import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** An English text that the source asks to be translated, and the place where it stands. */
export interface MessageLiteral {
  readonly text: string;
  readonly place: string;
}

export interface MessageLiterals {
  readonly literals: readonly MessageLiteral[];
  /** Calls whose text can't be read from the source: they would escape translation. */
  readonly unreadable: readonly string[];
}

/** Finds the texts of `msg('…')` and `l10n.t('…')` in all TypeScript files of a folder. */
export function messageLiterals(folder: string): MessageLiterals {
  const literals: MessageLiteral[] = [];
  const unreadable: string[] = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const source = ts.createSourceFile(
      file,
      readFileSync(path.join(folder, file), 'utf8'),
      ts.ScriptTarget.ES2022,
      true,
    );
    const visit = (node: ts.Node): void => {
      const asked = ts.isCallExpression(node) ? askedText(node) : undefined;
      if (asked) {
        const place = `${file}:${source.getLineAndCharacterOfPosition(asked.getStart()).line + 1}`;
        const texts = textsOf(asked);
        if (texts) literals.push(...texts.map((text) => ({ text, place })));
        else unreadable.push(place);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { literals, unreadable };
}

/** The text argument of a call of `msg` or `l10n.t`; texts of a message made elsewhere (`message.text`) don't count. */
function askedText(call: ts.CallExpression): ts.Expression | undefined {
  const callee = call.expression;
  const isMsg = ts.isIdentifier(callee) && callee.text === 'msg';
  const isL10n =
    ts.isPropertyAccessExpression(callee) &&
    callee.name.text === 't' &&
    /(^|\.)l10n$/.test(callee.expression.getText());
  const text = call.arguments[0];
  if (!text || (!isMsg && !isL10n)) return undefined;
  return isL10n && ts.isPropertyAccessExpression(text) && text.name.text === 'text' ? undefined : text;
}

function textsOf(node: ts.Expression): string[] | undefined {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
  if (ts.isConditionalExpression(node)) {
    const [yes, no] = [textsOf(node.whenTrue), textsOf(node.whenFalse)];
    return yes && no && [...yes, ...no];
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [textsOf(node.left), textsOf(node.right)];
    return left?.length === 1 && right?.length === 1 ? [`${left[0]}${right[0]}`] : undefined;
  }
  return undefined;
}
