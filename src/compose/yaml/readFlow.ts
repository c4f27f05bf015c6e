import type { AliasMark, MapNode, Pair, ScalarNode, SeqItem, SeqNode, YamlNode } from '../yamlNodes';
import { plainEnd, readQuoted, startsPlain } from './readScalar';
import { WrittenMap } from './writtenMap';
import { Char, maxDepth, noProps, TooDeep, Unusual, type Props, type YamlCursor } from './yamlCursor';

const simpleTag = /!(?:[a-z]+|!(?:str|int|float|bool))(?=[ \r\n]|$)/y;
const simpleName = /[\w-]+(?=[ \r\n,\]}]|$)/y;

interface Slot {
  readonly value: YamlNode;
  readonly alias: AliasMark | undefined;
}

/** Reads `{…}` and `[…]`, and the aliases, anchors and tags that stand in both styles. */
export class FlowReader {
  private level = 0;

  constructor(
    private readonly cursor: YamlCursor,
    private readonly anchors: Map<string, YamlNode | undefined>,
  ) {}

  /** Anchor and tag in either order; the cursor then stands on what follows on this line. */
  props(): Props {
    const { cursor } = this;
    let tag: string | undefined;
    let anchor: string | undefined;
    for (;;) {
      const code = cursor.code();
      if (code === Char.Ampersand && anchor === undefined) {
        cursor.at++;
        anchor = this.match(simpleName);
      } else if (code === Char.Bang && tag === undefined) tag = this.match(simpleTag);
      else if (code === Char.Ampersand || code === Char.Bang) throw new Unusual();
      else return { tag, anchor };
      cursor.skipSpaces();
    }
  }

  alias(): Slot {
    const { cursor } = this;
    const start = cursor.at++;
    const name = this.match(simpleName);
    const value = this.anchors.get(name);
    if (!value) throw new Unusual();
    return { value, alias: { name, start, end: cursor.at } };
  }

  /** A collection whose bracket is under the cursor; its further lines stand further in than `indent`. */
  collection(indent: number, props: Props, depth: number): MapNode | SeqNode {
    const { cursor } = this;
    const start = cursor.at;
    if (depth >= maxDepth) throw new TooDeep(start);
    const isMap = cursor.code() === Char.OpenBrace;
    const close = isMap ? Char.CloseBrace : Char.CloseBracket;
    const pairs: Pair[] = [];
    const items: SeqItem[] = [];
    cursor.at++;
    this.level++;
    for (;;) {
      this.gap(indent, close);
      if (cursor.code() === close) break;
      if (isMap) pairs.push(this.pair(indent, depth + 1));
      else items.push(this.item(indent, depth + 1));
      this.gap(indent, close);
      if (cursor.code() === Char.Comma) cursor.at++;
      else if (cursor.code() !== close) throw new Unusual();
    }
    cursor.at++;
    this.level--;
    const { source, at: end } = cursor;
    const { tag, anchor } = props;
    return isMap
      ? new WrittenMap({ source, start, end, tag, anchor, flow: true, pairs })
      : { type: 'seq', source, start, end, tag, anchor, flow: true, items };
  }

  /** Blanks, comments and line breaks between the parts of a collection. */
  private gap(indent: number, close: Char): void {
    const { cursor } = this;
    const { text } = cursor;
    while (cursor.at < text.length) {
      cursor.skipSpaces();
      const code = cursor.code();
      if (code === Char.Hash) {
        if (!cursor.isGap(cursor.at - 1)) throw new Unusual();
        const newline = text.indexOf('\n', cursor.at);
        if (newline < 0) throw new Unusual();
        cursor.at = newline;
      } else if (code === Char.Return && cursor.code(cursor.at + 1) === Char.Newline) cursor.at++;
      else if (code !== Char.Newline) return;
      else this.newLine(indent, close);
    }
    throw new Unusual();
  }

  private newLine(indent: number, close: Char): void {
    const { cursor } = this;
    const start = ++cursor.at;
    cursor.skipSpaces();
    const column = cursor.at - start;
    const code = cursor.code();
    if (code === Char.Newline || code === Char.Return) return;
    if (column <= indent && !(column === indent && code === close && this.level === 1)) throw new Unusual();
    if (column === 0 && cursor.isMarker(start)) throw new Unusual();
  }

  private pair(indent: number, depth: number): Pair {
    const { cursor } = this;
    const key = this.scalar(indent, noProps);
    const quoted = key.style !== 'plain';
    if (quoted && cursor.text.slice(key.start, key.end).includes('\n')) throw new Unusual();
    if (!quoted && key.text === '') throw new Unusual();
    cursor.skipSpaces();
    if (cursor.code() !== Char.Colon) {
      if (cursor.code() !== Char.Comma && cursor.code() !== Char.CloseBrace) throw new Unusual();
      return { key, value: cursor.scalar(key.end, key.end, '', 'plain', noProps), alias: undefined };
    }
    if (cursor.at - key.start > 1000) throw new Unusual();
    cursor.at++;
    if (!quoted && !cursor.isGap(cursor.at)) throw new Unusual();
    cursor.skipSpaces();
    const nullAt = cursor.at;
    this.gap(indent, Char.CloseBrace);
    return { key, ...this.slot(indent, depth, nullAt) };
  }

  private item(indent: number, depth: number): SeqItem {
    const { cursor } = this;
    if (cursor.code() === Char.Comma) throw new Unusual();
    const slot = this.slot(indent, depth, cursor.at);
    cursor.skipSpaces();
    if (cursor.code() === Char.Colon) throw new Unusual();
    return slot;
  }

  private slot(indent: number, depth: number, nullAt: number): Slot {
    const { cursor } = this;
    let code = cursor.code();
    if (code === Char.Star) return this.alias();
    let props = noProps;
    let emptyAt = nullAt;
    if (code === Char.Ampersand || code === Char.Bang) {
      props = this.props();
      emptyAt = cursor.at;
      code = cursor.code();
      if (code === Char.Star) throw new Unusual();
    }
    let value: YamlNode;
    if (code === Char.OpenBrace || code === Char.OpenBracket) {
      if (props.anchor !== undefined) this.anchors.set(props.anchor, undefined);
      value = this.collection(indent, props, depth);
    } else if (code === Char.Comma || code === Char.CloseBrace || code === Char.CloseBracket)
      value = cursor.scalar(emptyAt, emptyAt, '', 'plain', props);
    else value = this.scalar(indent, props);
    if (props.anchor !== undefined) this.anchors.set(props.anchor, value);
    return { value, alias: undefined };
  }

  private scalar(indent: number, props: Props): ScalarNode {
    const { cursor } = this;
    const code = cursor.code();
    if (code === Char.Quote || code === Char.Apostrophe) return readQuoted(cursor, indent, props);
    if (!startsPlain(cursor, true)) throw new Unusual();
    const start = cursor.at;
    const end = plainEnd(cursor, start, true);
    const stop = cursor.code();
    // A plain value over several lines, or a comment in the middle of one: rare in braces.
    if (cursor.at >= cursor.text.length || stop === Char.Newline || stop === Char.Return) {
      const next = /^[\s]*(?:[,\]}]|#)/.test(cursor.text.slice(end, end + 400));
      if (!next) throw new Unusual();
    }
    cursor.at = end;
    return cursor.scalar(start, end, cursor.text.slice(start, end), 'plain', props);
  }

  private match(pattern: RegExp): string {
    const { cursor } = this;
    pattern.lastIndex = cursor.at;
    const match = pattern.exec(cursor.text);
    if (!match) throw new Unusual();
    cursor.at += match[0].length;
    return match[0];
  }
}
