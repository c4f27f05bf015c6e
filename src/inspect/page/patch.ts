/** What an element should be; see `patch`. */
export interface VNode {
  readonly tag: string;
  readonly svg: boolean;
  /** Tells the children of one element apart between two renderings. */
  readonly key: string | undefined;
  readonly props: Props;
  readonly children: readonly (VNode | string)[];
}

type Handler = (event: Event) => void;
type Value = string | number | boolean | undefined;
export type Props = Readonly<Record<string, Value | Handler>>;
export type Child = VNode | string | false | undefined;

const svgSpace = 'http://www.w3.org/2000/svg';

/** An HTML element. Attributes by their names; `onclick` and the like are functions; `key` names it. */
export function h(tag: string, props: Props, ...children: readonly Child[]): VNode {
  return node(tag, false, props, children);
}

/** An SVG element. */
export function s(tag: string, props: Props, ...children: readonly Child[]): VNode {
  return node(tag, true, props, children);
}

function node(tag: string, svg: boolean, props: Props, children: readonly Child[]): VNode {
  const { key, ...rest } = props;
  return {
    tag,
    svg,
    key: key === undefined ? undefined : String(key),
    props: rest,
    children: children.filter((child): child is VNode | string => child !== false && child !== undefined),
  };
}

const drawn = new WeakMap<Node, VNode>();

/**
 * Makes the children of `parent` what is wanted, changing only what differs, so that focus, scrolling and
 * transitions survive. Texts are set as text: nothing that comes from a container becomes markup.
 */
export function patch(parent: Element, wanted: readonly Child[]): void {
  const nodes = wanted.filter((child): child is VNode | string => child !== false && child !== undefined);
  const wantedKeys = new Set(nodes.map((node) => (typeof node === 'string' ? undefined : node.key)));
  const keyed = new Map<string, Element>();
  const rest: ChildNode[] = [];
  for (const child of [...parent.childNodes]) {
    const key = drawn.get(child)?.key;
    if (key === undefined || !(child instanceof Element)) rest.push(child);
    // Gone first, so that what stays need not be moved: an element that is moved loses the focus.
    else if (wantedKeys.has(key)) keyed.set(key, child);
    else child.remove();
  }
  let place: ChildNode | null = parent.firstChild;
  for (const want of nodes) {
    const old = typeof want !== 'string' && want.key !== undefined ? keyed.get(want.key) : rest.shift();
    const made = reuse(old, want);
    if (made === place) place = place.nextSibling;
    else parent.insertBefore(made, place);
    if (typeof want !== 'string' && want.key !== undefined) keyed.delete(want.key);
    if (old !== undefined && old !== made) {
      if (old === place) place = old.nextSibling;
      old.remove();
    }
  }
  for (const child of [...keyed.values(), ...rest]) child.remove();
}

function reuse(old: ChildNode | undefined, want: VNode | string): ChildNode {
  if (typeof want === 'string') {
    if (old?.nodeType !== Node.TEXT_NODE) return document.createTextNode(want);
    if (old.nodeValue !== want) old.nodeValue = want;
    return old;
  }
  const before = old === undefined ? undefined : drawn.get(old);
  const same = old instanceof Element && before?.tag === want.tag && before.svg === want.svg;
  const element = same
    ? old
    : want.svg
      ? document.createElementNS(svgSpace, want.tag)
      : document.createElement(want.tag);
  setProps(element, same ? before.props : {}, want.props);
  patch(element, want.children);
  drawn.set(element, want);
  return element;
}

function setProps(element: Element, before: Props, after: Props): void {
  for (const name of Object.keys(before)) if (!(name in after)) setProp(element, name, undefined);
  for (const [name, value] of Object.entries(after))
    if (before[name] !== value || name === 'value' || name === 'checked') setProp(element, name, value);
}

function setProp(element: Element, name: string, value: Value | Handler): void {
  if (name.startsWith('on')) {
    Object.assign(element, { [name]: value ?? null });
  } else if (name === 'value' && 'value' in element) {
    if (element.value !== value && element !== document.activeElement) element.value = value ?? '';
  } else if (name === 'checked' && element instanceof HTMLInputElement) {
    element.checked = value === true;
  } else if (value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? '' : String(value));
}
