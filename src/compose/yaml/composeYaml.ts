import { msg } from '../../message';
import type { MapNode, Pair, ScalarNode, SeqItem, SourceText, YamlNode } from '../yamlNodes';
import type { SyntaxProblem } from './parseYaml';
import { YamlRefusal } from './scanCursor';
import { WrittenMap } from './writtenMap';
import { maxDepth, noProps, TooDeep, type Props } from './yamlCursor';
import { YamlScanner, type Token, type TokenKind } from './yamlScanner';

export interface ReadDocuments {
  readonly documents: readonly YamlNode[];
  readonly problems: readonly SyntaxProblem[];
}

/**
 * Reads any YAML as Compose does, whose reader (go-yaml, after libyaml) takes YAML 1.1 with liberties of its own. Throws
 * `YamlRefusal` where that one gives up, and `TooDeep`. What it takes and Compose cannot work with is a problem.
 */
export function composeYaml(source: SourceText): ReadDocuments {
  const odd = controlCharacter.exec(source.text);
  if (odd) throw new YamlRefusal('control characters are not allowed', odd.index);
  return new ComposeReader(source).read();
}

/** What may stand in no YAML: of the characters below U+00A0 all but tab, line breaks and U+0085. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
export const controlCharacter = /[\0-\x08\v\f\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]|\p{Cs}/u;

const ownHandles: readonly (readonly [string, string])[] = [
  ['!', '!'],
  ['!!', '!!'],
];

class ComposeReader {
  private readonly scanner: YamlScanner;
  private readonly problems: SyntaxProblem[] = [];
  private readonly anchors = new Map<string, YamlNode | undefined>();
  private handles = new Map(ownHandles);
  private depth = 0;

  constructor(private readonly source: SourceText) {
    this.scanner = new YamlScanner(source.text);
  }

  read(): ReadDocuments {
    const { scanner } = this;
    const documents: YamlNode[] = [];
    for (let first = true; ; first = false) {
      if (!first) while (scanner.peek().kind === '...') scanner.take();
      const { kind } = scanner.peek();
      if (kind === 'end of file') return { documents, problems: this.problems };
      this.anchors.clear();
      if (first && kind !== 'version' && kind !== 'tag handle' && kind !== '---')
        documents.push(this.node(true, false).value);
      else {
        this.directives();
        this.expect('---', 'did not find expected <document start>');
        const { kind: content, start } = scanner.peek();
        const empty = content === '---' || content === '...' || content === 'end of file';
        documents.push(
          empty || content === 'version' || content === 'tag handle'
            ? this.empty(start)
            : this.node(true, false).value,
        );
      }
      if (scanner.peek().kind === '...') scanner.take();
    }
  }

  private directives(): void {
    this.handles = new Map(ownHandles);
    const named = new Set<string>();
    let version = false;
    for (;;) {
      const token = this.scanner.peek();
      if (token.kind === 'version') {
        if (version) throw new YamlRefusal('found duplicate %YAML directive', token.start);
        if (Number(token.text.split('.')[0]) !== 1 || Number(token.text.split('.')[1]) !== 1)
          throw new YamlRefusal('found incompatible YAML document', token.start);
        version = true;
      } else if (token.kind === 'tag handle') {
        if (named.has(token.text)) throw new YamlRefusal('found duplicate %TAG directive', token.start);
        named.add(token.text);
        this.handles.set(token.text, token.suffix);
      } else return;
      this.scanner.take();
    }
  }

  private expect(kind: TokenKind, otherwise: string): Token {
    const token = this.scanner.peek();
    if (token.kind !== kind) throw new YamlRefusal(otherwise, token.start);
    return this.scanner.take();
  }

  /** `block`: outside of brackets; `bare`: where a list may stand at the column of the key above. */
  private node(block: boolean, bare: boolean): SeqItem {
    const { scanner } = this;
    const first = scanner.peek();
    if (first.kind === 'alias') return this.alias(scanner.take());
    const { props, end } = this.props();
    if (++this.depth > maxDepth) throw new TooDeep(first.start);
    if (props.anchor !== undefined) this.anchors.set(props.anchor, undefined);
    const value = this.content(block, bare, props, end);
    if (props.anchor !== undefined) this.anchors.set(props.anchor, value);
    this.depth--;
    return { value, alias: undefined };
  }

  private content(block: boolean, bare: boolean, props: Props, end: number | undefined): YamlNode {
    const { scanner } = this;
    const token = scanner.peek();
    const { kind, start } = token;
    if (bare && kind === '-') return this.list(props, true);
    if (kind === 'scalar') {
      scanner.take();
      return { ...this.scalar(token.start, token.end, token.text, token.style), ...props };
    }
    if (kind === '[') return this.flowList(props);
    if (kind === '{') return this.flowMap(props);
    if (block && kind === 'block list') {
      scanner.take();
      return this.list(props, false);
    }
    if (block && kind === 'block map') {
      scanner.take();
      return this.map(props);
    }
    if (end !== undefined) return { ...this.empty(end), ...props };
    throw new YamlRefusal('did not find expected node content', start);
  }

  /** An anchor and a tag, in either order; `end`: where they end, undefined without them. */
  private props(): { props: Props; end: number | undefined } {
    let props = noProps;
    let end: number | undefined;
    for (;;) {
      const token = this.scanner.peek();
      if (token.kind === 'anchor' && props.anchor === undefined) props = { ...props, anchor: token.text };
      else if (token.kind === 'tag' && props.tag === undefined) props = { ...props, tag: this.tag(token) };
      else return { props, end };
      this.scanner.take();
      ({ end } = token);
    }
  }

  private tag({ text, suffix, start }: Token): string {
    if (text === '') return short(suffix);
    const prefix = this.handles.get(text);
    if (prefix === undefined) throw new YamlRefusal('found undefined tag handle', start);
    return short(prefix + suffix);
  }

  private alias({ text: name, start, end }: Token): SeqItem {
    const target = this.anchors.get(name);
    if (target) return { value: target, alias: { name, start, end } };
    const message = this.anchors.has(name)
      ? msg('`*{0}` stands inside its own anchor `&{0}`: it would contain itself for ever.', name)
      : msg('`*{0}` repeats an anchor `&{0}` that was not written before it.', name);
    this.problems.push({ message, range: { start, end } });
    return { value: this.scalar(start, end, '', 'plain'), alias: { name, start, end } };
  }

  /** A block list; a `bare` one stands at the column of its key and ends where that map goes on. */
  private list(props: Props, bare: boolean): YamlNode {
    const { scanner, source } = this;
    const { start } = scanner.peek();
    const items: SeqItem[] = [];
    while (scanner.peek().kind === '-') {
      const { end } = scanner.take();
      const { kind } = scanner.peek();
      const none = kind === '-' || kind === 'block end' || (bare && (kind === 'key' || kind === 'value'));
      items.push(none ? this.none(end) : this.node(true, false));
    }
    if (!bare) this.expect('block end', "did not find expected '-' indicator");
    return { type: 'seq', source, start, end: endOf(items, start + 1), ...props, flow: false, items };
  }

  private map(props: Props): MapNode {
    const { scanner, source } = this;
    const { start } = scanner.peek();
    const pairs: Pair[] = [];
    const ends = (kind: TokenKind): boolean => kind === 'key' || kind === 'value' || kind === 'block end';
    while (scanner.peek().kind === 'key') {
      const mark = scanner.take();
      const key = ends(scanner.peek().kind) ? this.empty(mark.end) : this.key(this.node(true, true).value);
      let value = this.none(key.end);
      if (scanner.peek().kind === 'value') {
        const { end } = scanner.take();
        value = ends(scanner.peek().kind) ? this.none(end) : this.node(true, true);
      }
      pairs.push({ key, ...value });
    }
    this.expect('block end', 'did not find expected key');
    const first = pairs[0]?.key.start ?? start;
    return new WrittenMap({ source, start: first, end: endOf(pairs, start), ...props, flow: false, pairs });
  }

  private flowList(props: Props): YamlNode {
    const { scanner, source } = this;
    const { start } = scanner.take();
    const items: SeqItem[] = [];
    for (let first = true; scanner.peek().kind !== ']'; first = false) {
      if (!first) this.expect(',', "did not find expected ',' or ']'");
      if (scanner.peek().kind === 'key') items.push({ value: this.single(), alias: undefined });
      else if (scanner.peek().kind !== ']') items.push(this.node(false, false));
    }
    const { end } = scanner.take();
    return { type: 'seq', source, start, end, ...props, flow: true, items };
  }

  /** `a: b` alone in a list. */
  private single(): MapNode {
    const { source } = this;
    const pair = this.flowPair(']');
    const { start } = pair.key;
    return new WrittenMap({
      source,
      start,
      end: endOf([pair], start),
      ...noProps,
      flow: true,
      pairs: [pair],
    });
  }

  private flowMap(props: Props): MapNode {
    const { scanner, source } = this;
    const { start } = scanner.take();
    const pairs: Pair[] = [];
    for (let first = true; scanner.peek().kind !== '}'; first = false) {
      if (!first) this.expect(',', "did not find expected ',' or '}'");
      const { kind } = scanner.peek();
      if (kind === 'key') pairs.push(this.flowPair('}'));
      else if (kind !== '}') {
        const key = this.key(this.node(false, false).value);
        pairs.push({ key, value: this.scalar(key.end, key.end, '', 'plain'), alias: undefined });
      }
    }
    const { end } = scanner.take();
    return new WrittenMap({ source, start, end, ...props, flow: true, pairs });
  }

  private flowPair(close: ']' | '}'): Pair {
    const { scanner } = this;
    const mark = scanner.take();
    const ends = (kind: TokenKind): boolean => kind === ',' || kind === close;
    const { kind } = scanner.peek();
    const key =
      kind === 'value' || ends(kind) ? this.empty(mark.end) : this.key(this.node(false, false).value);
    if (scanner.peek().kind !== 'value')
      return { key, value: this.scalar(key.end, key.end, '', 'plain'), alias: undefined };
    const { end } = scanner.take();
    return { key, ...(ends(scanner.peek().kind) ? this.none(end) : this.node(false, false)) };
  }

  private key(node: YamlNode): ScalarNode {
    if (node.type === 'scalar') return node;
    this.problems.push({ message: msg('A key must be a plain word, not a map or a list.'), range: node });
    return this.scalar(node.start, node.end, this.source.text.slice(node.start, node.end), 'plain');
  }

  private none(after: number): SeqItem {
    return { value: this.empty(after), alias: undefined };
  }

  /** The null that stands where nothing is written, behind the blanks after a sign. */
  private empty(after: number): ScalarNode {
    let at = after;
    while (this.source.text[at] === ' ') at++;
    return this.scalar(at, at, '', 'plain');
  }

  private scalar(start: number, end: number, text: string, style: ScalarNode['style']): ScalarNode {
    return { type: 'scalar', source: this.source, start, end, ...noProps, text, style };
  }
}

/** A block collection ends where its last value does. */
function endOf(slots: readonly SeqItem[], otherwise: number): number {
  const last = slots.at(-1);
  return last ? (last.alias?.end ?? last.value.end) : otherwise;
}

const short = (tag: string): string => tag.replace(/^tag:yaml\.org,2002:/, '!!');
