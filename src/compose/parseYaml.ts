import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import type { Document, Node, Range, YAMLMap } from 'yaml';
import type { OffsetRange } from './finding';
import { msg, type Message } from '../message';
import { syntaxMessage } from './syntaxMessage';
import type {
  AliasMark,
  MapNode,
  Pair,
  ScalarNode,
  ScalarStyle,
  SeqNode,
  SourceText,
  YamlNode,
} from './yamlNodes';

/** Why a text is not YAML, and where. */
export interface SyntaxProblem {
  readonly message: Message;
  readonly range: OffsetRange;
}

export interface ParsedYaml {
  readonly source: SourceText;
  /** The root of each document; an empty document is a null scalar. */
  readonly documents: readonly YamlNode[];
  readonly problems: readonly SyntaxProblem[];
}

/** Parses YAML once into nodes that know where they were written. Never throws. */
export function parseYaml(source: SourceText): ParsedYaml {
  const problems: SyntaxProblem[] = [];
  const documents: YamlNode[] = [];
  const parsed = parseAllDocuments(source.text, {
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    schema: 'failsafe',
    lineCounter: new LineCounter(),
  });
  for (const document of parsed as Document.Parsed[]) {
    for (const error of document.errors) {
      const [start, end] = error.pos;
      problems.push({ message: syntaxMessage(error.code, error.message), range: { start, end } });
    }
    documents.push(new Converter(source, problems).convert(document.contents));
  }
  return { source, documents, problems };
}

const styles: Readonly<Record<string, ScalarStyle>> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

class Converter {
  private readonly anchors = new Map<string, YamlNode | undefined>();

  constructor(
    private readonly source: SourceText,
    private readonly problems: SyntaxProblem[],
  ) {}

  convert(node: Node | null | undefined): YamlNode {
    if (!node) return this.empty(0);
    const anchor = 'anchor' in node ? node.anchor : undefined;
    if (anchor !== undefined) this.anchors.set(anchor, undefined);
    const result = this.convertBare(node);
    if (anchor !== undefined) this.anchors.set(anchor, result);
    return result;
  }

  private convertBare(node: Node): YamlNode {
    if (isAlias(node)) return this.resolve(node.source, rangeOf(node));
    if (isMap(node)) return this.map(node);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.slot(item as Node | null));
      const seq: SeqNode = { type: 'seq', ...this.base(node), flow: node.flow === true, items };
      return seq;
    }
    if (!isScalar(node)) return this.empty(rangeOf(node).start);
    const text = typeof node.value === 'string' ? node.value : '';
    const style = styles[node.type ?? ''] ?? 'plain';
    return { type: 'scalar', ...this.base(node), text, style };
  }

  private map(node: YAMLMap): MapNode {
    const pairs: Pair[] = [];
    for (const item of node.items) {
      if (!isPair(item)) continue;
      pairs.push({
        key: this.key(item.key as Node | null),
        ...this.slot(item.value as Node | null, item.key as Node),
      });
    }
    return { type: 'map', ...this.base(node), flow: node.flow === true, pairs };
  }

  private key(node: Node | null): ScalarNode {
    const key = this.convert(node);
    if (key.type === 'scalar') return key;
    this.problems.push({ message: msg('A key must be a plain word, not a map or a list.'), range: key });
    return { ...this.empty(key.start), end: key.end, text: this.source.text.slice(key.start, key.end) };
  }

  private slot(node: Node | null, after?: Node | null): { value: YamlNode; alias: AliasMark | undefined } {
    if (!node) return { value: this.empty(after ? rangeOf(after).end : 0), alias: undefined };
    const alias = isAlias(node) ? { name: node.source, ...rangeOf(node) } : undefined;
    return { value: this.convert(node), alias };
  }

  private resolve(name: string, range: OffsetRange): YamlNode {
    const target = this.anchors.get(name);
    if (target) return target;
    const message = this.anchors.has(name)
      ? msg('`*{0}` stands inside its own anchor `&{0}`: it would contain itself for ever.', name)
      : msg('`*{0}` repeats an anchor `&{0}` that was not written before it.', name);
    this.problems.push({ message, range });
    return this.empty(range.start);
  }

  private base(node: Node): Pick<ScalarNode, 'source' | 'start' | 'end' | 'tag' | 'anchor'> {
    const { start, end } = rangeOf(node);
    const anchor = 'anchor' in node ? node.anchor : undefined;
    return { source: this.source, start, end, tag: shortTag(node.tag), anchor };
  }

  private empty(at: number): ScalarNode {
    return {
      type: 'scalar',
      source: this.source,
      start: at,
      end: at,
      tag: undefined,
      anchor: undefined,
      text: '',
      style: 'plain',
    };
  }
}

function rangeOf(node: Node): OffsetRange {
  const range: Range | null | undefined = node.range;
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
}

function shortTag(tag: string | undefined): string | undefined {
  return tag?.replace(/^tag:yaml\.org,2002:/, '!!');
}
