import type { AliasMark, MapNode, Pair, ScalarNode, SeqItem, SourceText, YamlNode } from '../yamlNodes';
import { FlowReader } from './readFlow';
import { plainEnd, readBlockScalar, readPlainRest, readQuoted, startsPlain } from './readScalar';
import { WrittenMap } from './writtenMap';
import { Char, maxDepth, noProps, TooDeep, Unusual, YamlCursor, type Props } from './yamlCursor';

/**
 * Reads the YAML that nearly every compose file is written in, several times as fast as `composeYaml`
 * and into the same nodes. Undefined for anything else (an error, a rare construction): that one decides
 * then. Throws `TooDeep`. A property test holds the two equal.
 */
export function quickYaml(source: SourceText): YamlNode[] | undefined {
  return quickPart(source)?.documents;
}

/** What stands around a piece of a file that is read alone. */
export interface Surroundings {
  /** How many maps and lists it stands in. */
  readonly depth: number;
  /** The anchors that its aliases may lead to. */
  readonly anchors: ReadonlyMap<string, YamlNode>;
}

/** The same for a piece of a file. `anchors` are all that can be seen at its end. */
export function quickPart(
  source: SourceText,
  around: Surroundings = { depth: 0, anchors: new Map() },
):
  | { readonly documents: YamlNode[]; readonly anchors: ReadonlyMap<string, YamlNode | undefined> }
  | undefined {
  const reader = new QuickReader(source, around);
  try {
    return { documents: reader.documents(), anchors: reader.anchors };
  } catch (error) {
    if (error instanceof Unusual) return undefined;
    throw error;
  }
}

/** Control characters, and what ends a line beside `\n` and `\r\n`. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const unusualCharacter = /[\0-\x08\v\f\x0E-\x1F\x7F-\x9F\u2028\u2029\uFFFE\uFFFF]|\p{Cs}|\r(?!\n)/u;

class QuickReader {
  readonly anchors: Map<string, YamlNode | undefined>;
  private readonly cursor: YamlCursor;
  private readonly flow: FlowReader;
  private depth: number;

  constructor(
    private readonly source: SourceText,
    around: Surroundings,
  ) {
    this.anchors = new Map(around.anchors);
    this.depth = around.depth;
    this.cursor = new YamlCursor(source);
    this.flow = new FlowReader(this.cursor, this.anchors);
  }

  documents(): YamlNode[] {
    const { cursor } = this;
    const documents: YamlNode[] = [];
    if (unusualCharacter.test(cursor.text)) throw new Unusual();
    if (cursor.text.includes('\uFEFF', 1)) throw new Unusual();
    this.firstContent();
    while (cursor.at < cursor.text.length) {
      if (cursor.column < 0) this.marker();
      if (cursor.column < 0) throw new Unusual();
      if (cursor.column === 0 && cursor.code() === Char.Percent) throw new Unusual();
      if (documents.length > 0) this.anchors.clear();
      documents.push(this.blockNode(-1));
      if (cursor.column >= 0) throw new Unusual();
      if (cursor.at < cursor.text.length && cursor.code() === Char.Dot) throw new Unusual();
    }
    if (documents.length === 0) throw new Unusual();
    return documents;
  }

  /** Stands on the first content of the text, as `nextContent` does on those that follow. */
  private firstContent(): void {
    const { cursor } = this;
    cursor.at = cursor.text.startsWith('\uFEFF') ? 1 : 0;
    const start = cursor.at;
    cursor.skipSpaces();
    if (cursor.atLineEnd()) {
      cursor.nextContent();
      return;
    }
    if (start === 1 && (cursor.at !== start || cursor.code() === Char.Dash)) throw new Unusual();
    cursor.column = cursor.at === start && cursor.isMarker(start) ? -1 : cursor.at - start;
  }

  /** `---` alone on its line. */
  private marker(): void {
    const { cursor } = this;
    if (cursor.code() !== Char.Dash) throw new Unusual();
    cursor.at += 3;
    cursor.nextContent();
  }

  /** A value that begins on its own line, further in than `indent`. */
  private blockNode(indent: number, props: Props = noProps): YamlNode {
    const { cursor } = this;
    const { column } = cursor;
    if (cursor.isSign(cursor.at, Char.Dash)) return this.seq(column, props);
    const code = cursor.code();
    if (code === Char.Ampersand || code === Char.Bang) {
      if (props !== noProps) throw new Unusual();
      const inner = this.flow.props();
      if (!cursor.atLineEnd()) throw new Unusual();
      cursor.nextContent();
      if (cursor.column <= indent) throw new Unusual();
      return this.blockNode(indent, inner);
    }
    if (code === Char.OpenBrace || code === Char.OpenBracket) {
      const node = this.anchored(props, () => this.flow.collection(indent, props, this.depth));
      cursor.nextContent();
      return node;
    }
    if (code === Char.Pipe || code === Char.Greater || code === Char.Star) throw new Unusual();
    return this.mapOrScalar(indent, column, props, true);
  }

  /** A map whose first key, or a scalar, stands under the cursor. */
  private mapOrScalar(indent: number, column: number, props: Props, onOwnLine: boolean): YamlNode {
    const { cursor } = this;
    const start = cursor.at;
    const code = cursor.code();
    const commented = onOwnLine && cursor.commented;
    if (code === Char.Quote || code === Char.Apostrophe) {
      const quoted = readQuoted(cursor, indent, noProps);
      cursor.skipSpaces();
      if (cursor.code() === Char.Colon) {
        if (cursor.text.slice(start, cursor.at).includes('\n')) throw new Unusual();
        return this.map(column, quoted, props);
      }
      if (commented || (onOwnLine && indent < 0)) throw new Unusual();
      cursor.at = start;
      return this.kept(readQuoted(cursor, indent, props));
    }
    if (!startsPlain(cursor, false)) throw new Unusual();
    const end = plainEnd(cursor, start, false);
    if (cursor.code() === Char.Colon && cursor.at < cursor.text.length)
      return this.map(
        column,
        cursor.scalar(start, end, cursor.text.slice(start, end), 'plain', noProps),
        props,
      );
    if (commented || indent < 0) throw new Unusual();
    return this.kept(readPlainRest(cursor, start, end, indent, props));
  }

  /** Remembers a scalar's anchor and goes on to the next content. */
  private kept(node: ScalarNode): ScalarNode {
    if (node.anchor !== undefined) this.anchors.set(node.anchor, node);
    this.cursor.nextContent();
    return node;
  }

  private anchored(props: Props, read: () => YamlNode): YamlNode {
    if (props.anchor === undefined) return read();
    this.anchors.set(props.anchor, undefined);
    const node = read();
    this.anchors.set(props.anchor, node);
    return node;
  }

  private map(column: number, firstKey: ScalarNode, props: Props): MapNode {
    const { cursor } = this;
    if (props.anchor !== undefined) this.anchors.set(props.anchor, undefined);
    if (++this.depth > maxDepth) throw new TooDeep(firstKey.start);
    const pairs: Pair[] = [];
    let key = firstKey;
    for (;;) {
      // The cursor stands on the colon.
      if (cursor.at - key.start > 1000 || !cursor.isGap(cursor.at + 1)) throw new Unusual();
      if (key.end !== cursor.at && key.style === 'plain' && key.text === '') throw new Unusual();
      cursor.at++;
      const { value, alias } = this.value(column, false);
      pairs.push({ key, value, alias });
      if (cursor.column !== column) break;
      key = this.key();
    }
    if (cursor.column > column) throw new Unusual();
    this.depth--;
    const last = pairs[pairs.length - 1];
    const end = last?.alias?.end ?? last?.value.end ?? firstKey.end;
    const { source } = this;
    const { tag, anchor } = props;
    const map = new WrittenMap({ source, start: firstKey.start, end, tag, anchor, flow: false, pairs });
    if (anchor !== undefined) this.anchors.set(anchor, map);
    return map;
  }

  private key(): ScalarNode {
    const { cursor } = this;
    const start = cursor.at;
    const code = cursor.code();
    if (code === Char.Quote || code === Char.Apostrophe) {
      const key = readQuoted(cursor, cursor.column, noProps);
      cursor.skipSpaces();
      if (cursor.code() !== Char.Colon || cursor.text.slice(start, cursor.at).includes('\n'))
        throw new Unusual();
      return key;
    }
    if (!startsPlain(cursor, false)) throw new Unusual();
    const end = plainEnd(cursor, start, false);
    if (cursor.code() !== Char.Colon || cursor.at >= cursor.text.length) throw new Unusual();
    return cursor.scalar(start, end, cursor.text.slice(start, end), 'plain', noProps);
  }

  private seq(column: number, props: Props): YamlNode {
    const { cursor } = this;
    const start = cursor.at;
    if (props.anchor !== undefined) this.anchors.set(props.anchor, undefined);
    if (++this.depth > maxDepth) throw new TooDeep(start);
    const items: SeqItem[] = [];
    do {
      cursor.at++;
      items.push(this.value(column, true));
    } while (cursor.column === column && cursor.isSign(cursor.at, Char.Dash));
    if (cursor.column > column) throw new Unusual();
    this.depth--;
    const last = items[items.length - 1];
    const end = last?.alias?.end ?? last?.value.end ?? start + 1;
    const { source } = this;
    const { tag, anchor } = props;
    const seq: YamlNode = { type: 'seq', source, start, end, tag, anchor, flow: false, items };
    if (anchor !== undefined) this.anchors.set(anchor, seq);
    return seq;
  }

  /** What stands after `key:` or `-`, on this line or the next ones. `indent`: the column of the key or dash. */
  private value(indent: number, inSeq: boolean): { value: YamlNode; alias: AliasMark | undefined } {
    const { cursor } = this;
    cursor.skipSpaces();
    let props = noProps;
    let code = cursor.code();
    if (code === Char.Ampersand || code === Char.Bang) {
      props = this.flow.props();
      code = cursor.code();
    }
    if (cursor.atLineEnd()) {
      const nullAt = cursor.at;
      cursor.nextContent();
      const under =
        cursor.column > indent || (!inSeq && cursor.column === indent && cursor.isSign(cursor.at, Char.Dash));
      if (under) return { value: this.blockNode(indent, props), alias: undefined };
      const empty = cursor.scalar(nullAt, nullAt, '', 'plain', props);
      if (props.anchor !== undefined) this.anchors.set(props.anchor, empty);
      return { value: empty, alias: undefined };
    }
    if (code === Char.Star) {
      if (props !== noProps) throw new Unusual();
      const aliased = this.flow.alias();
      cursor.nextContent();
      return aliased;
    }
    return { value: this.inlineValue(indent, inSeq, props, code), alias: undefined };
  }

  private inlineValue(indent: number, inSeq: boolean, props: Props, code: number): YamlNode {
    const { cursor } = this;
    if (code === Char.OpenBrace || code === Char.OpenBracket) {
      const node = this.anchored(props, () => this.flow.collection(indent, props, this.depth));
      cursor.nextContent();
      return node;
    }
    if (code === Char.Pipe || code === Char.Greater) return this.kept(readBlockScalar(cursor, indent, props));
    if (inSeq && props === noProps) {
      const column = cursor.at - (cursor.text.lastIndexOf('\n', cursor.at - 1) + 1);
      if (cursor.isSign(cursor.at, Char.Dash)) return this.seq(column, props);
      return this.mapOrScalar(indent, column, props, false);
    }
    if (code === Char.Quote || code === Char.Apostrophe) return this.kept(readQuoted(cursor, indent, props));
    if (!startsPlain(cursor, false)) throw new Unusual();
    const start = cursor.at;
    const end = plainEnd(cursor, start, false);
    if (cursor.code() === Char.Colon && cursor.at < cursor.text.length) throw new Unusual();
    return this.kept(readPlainRest(cursor, start, end, indent, props));
  }
}
