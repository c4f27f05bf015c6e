import { isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Document, Node, Range, YAMLMap } from 'yaml';
import { msg } from '../../message';
import type { OffsetRange } from '../finding';
import { syntaxMessage } from './syntaxMessage';
import type {
  AliasMark,
  MapNode,
  Pair,
  ScalarNode,
  ScalarStyle,
  SeqItem,
  SeqNode,
  SourceText,
  YamlNode,
} from '../yamlNodes';
import type { ReadDocuments } from './composeYaml';
import type { SyntaxProblem } from './parseYaml';
import { unclosed } from './unclosed';
import { WrittenMap } from './writtenMap';
import { maxDepth, TooDeep } from './yamlCursor';

/**
 * Reads any YAML with the `yaml` library, and says what is wrong with it; `open`: whether a bracket or quote is never
 * closed. Throws `TooDeep`.
 */
export function libraryYaml(source: SourceText): ReadDocuments & { readonly open: boolean } {
  const problems: SyntaxProblem[] = [];
  const documents: YamlNode[] = [];
  let isOpen = false;
  for (const document of parse(source)) {
    const open = document.errors.some(({ message }) => /^Flow |^Missing closing/.test(message))
      ? unclosed(document, source.text)
      : undefined;
    if (open) {
      problems.push(open);
      isOpen = true;
    }
    for (const error of document.errors) {
      const [start, end] = error.pos;
      // What follows something that is not closed is only its consequence.
      if (open && start > open.range.start) continue;
      const fault = error.code === 'TAB_AS_INDENT' ? { fault: 'tab' as const } : {};
      problems.push({ message: syntaxMessage(error.code, error.message), range: { start, end }, ...fault });
    }
    documents.push(new Converter(source, problems).convert(document.contents, 0));
  }
  return { documents, problems, open: isOpen };
}

function parse(source: SourceText): Document.Parsed[] {
  try {
    return parseAllDocuments(source.text, {
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
      schema: 'failsafe',
    }) as Document.Parsed[];
  } catch (error) {
    // The library recurses into each level, and has no bound of its own.
    if (error instanceof RangeError) throw new TooDeep(0);
    throw error;
  }
}

const styles: Readonly<Record<string, ScalarStyle>> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** The library's nodes as ours: anchors resolved without copying, ranges without the white space around. */
class Converter {
  private readonly anchors = new Map<string, YamlNode | undefined>();
  private depth = 0;

  constructor(
    private readonly source: SourceText,
    private readonly problems: SyntaxProblem[],
  ) {}

  /** `at`: where a value that is not there would stand. */
  convert(node: Node | null, at: number): YamlNode {
    if (!node) return this.scalar(at, at, '', 'plain');
    const anchor = 'anchor' in node ? node.anchor : undefined;
    if (anchor !== undefined) this.anchors.set(anchor, undefined);
    if (++this.depth > maxDepth) throw new TooDeep(rangeOf(node).start);
    const result = this.convertBare(node);
    this.depth--;
    if (anchor !== undefined) this.anchors.set(anchor, result);
    return result;
  }

  private convertBare(node: Node): YamlNode {
    if (isAlias(node)) return this.resolve(node.source, rangeOf(node));
    if (isMap(node)) return this.map(node);
    const { start, end } = rangeOf(node);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.slot(item as Node | null, start + 1));
      const flow = node.flow === true;
      const seq: SeqNode = {
        type: 'seq',
        ...this.base(node, start, flow ? end : endOf(items, end)),
        flow,
        items,
      };
      return seq;
    }
    if (!isScalar(node)) return this.scalar(start, end, '', 'plain');
    // A tag (`!!int`, `!!merge`) makes another value of the text: what is written counts.
    const text = node.source ?? '';
    return {
      type: 'scalar',
      ...this.base(node, start, end),
      text,
      style: styles[node.type ?? ''] ?? 'plain',
    };
  }

  private map(node: YAMLMap): MapNode {
    const pairs: Pair[] = [];
    for (const item of node.items) {
      if (!isPair(item)) continue;
      const key = this.key(item.key as Node | null, rangeOf(node).start);
      pairs.push({ key, ...this.slot(item.value as Node | null, key.end) });
    }
    const flow = node.flow === true;
    const { start, end } = rangeOf(node);
    return new WrittenMap({ ...this.base(node, start, flow ? end : endOf(pairs, end)), flow, pairs });
  }

  private key(node: Node | null, at: number): ScalarNode {
    const key = this.convert(node, at);
    if (key.type === 'scalar') return key;
    this.problems.push({ message: msg('A key must be a plain word, not a map or a list.'), range: key });
    return this.scalar(key.start, key.end, this.source.text.slice(key.start, key.end), 'plain');
  }

  private slot(node: Node | null, at: number): SeqItem {
    const alias: AliasMark | undefined = isAlias(node) ? { name: node.source, ...rangeOf(node) } : undefined;
    return { value: this.convert(node, at), alias };
  }

  private resolve(name: string, range: OffsetRange): YamlNode {
    const target = this.anchors.get(name);
    if (target) return target;
    const message = this.anchors.has(name)
      ? msg('`*{0}` stands inside its own anchor `&{0}`: it would contain itself for ever.', name)
      : msg('`*{0}` repeats an anchor `&{0}` that was not written before it.', name);
    this.problems.push({ message, range });
    return this.scalar(range.start, range.start, '', 'plain');
  }

  private base(node: Node, start: number, end: number): Omit<ScalarNode, 'type' | 'text' | 'style'> {
    const anchor = 'anchor' in node ? node.anchor : undefined;
    return { source: this.source, start, end, tag: shortTag(node.tag), anchor };
  }

  private scalar(start: number, end: number, text: string, style: ScalarStyle): ScalarNode {
    const { source } = this;
    return { type: 'scalar', source, start, end, tag: undefined, anchor: undefined, text, style };
  }
}

/** A block collection ends where its last value does. */
function endOf(slots: readonly SeqItem[], otherwise: number): number {
  const last = slots.at(-1);
  return last ? (last.alias?.end ?? last.value.end) : otherwise;
}

function rangeOf(node: Node): OffsetRange {
  const range: Range | null | undefined = node.range;
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
}

function shortTag(tag: string | undefined): string | undefined {
  return tag?.replace(/^tag:yaml\.org,2002:/, '!!');
}
