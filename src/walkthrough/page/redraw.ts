/**
 * Makes the content of `place` what `wanted` is, changing only what differs. What stays the same stays in the
 * document: a button that is drawn anew while it is being pressed still gets its click, the focus and the
 * selection stay. `wanted` is used up.
 */
export function redraw(place: Node, wanted: Node): void {
  let old = place.firstChild;
  for (const want of [...wanted.childNodes]) {
    const match = firstLike(old, want);
    if (!match) {
      place.insertBefore(want, old);
      continue;
    }
    while (old && old !== match) {
      const gone: ChildNode = old;
      old = old.nextSibling;
      gone.remove();
    }
    old = match.nextSibling;
    update(match, want);
  }
  while (old) {
    const gone: ChildNode = old;
    old = old.nextSibling;
    gone.remove();
  }
}

/** The next node that can become `want` and still mean the same to someone who is about to press it. */
function firstLike(from: ChildNode | null, want: ChildNode): ChildNode | undefined {
  const wanted = identity(want);
  for (let node = from; node; node = node.nextSibling) if (identity(node) === wanted) return node;
  return undefined;
}

function identity(node: Node): string {
  if (!(node instanceof Element)) return node.nodeName;
  // What a button or an answer looks like follows its state: that must not make another one of it.
  const marks = node.matches('button, label, input')
    ? ['name', 'value', 'data-do', 'data-argument']
    : ['class'];
  return [node.nodeName, ...marks.map((mark) => node.getAttribute(mark) ?? '')].join('\n');
}

function update(node: ChildNode, want: ChildNode): void {
  if (!(node instanceof Element) || !(want instanceof Element)) {
    if (node.nodeValue !== want.nodeValue) node.nodeValue = want.nodeValue;
    return;
  }
  for (const { name } of [...node.attributes])
    // What the reader opened stays open.
    if (!want.hasAttribute(name) && !(name === 'open' && node.nodeName === 'DETAILS'))
      node.removeAttribute(name);
  for (const { name, value } of [...want.attributes])
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  if (node instanceof HTMLInputElement) node.checked = want.hasAttribute('checked');
  redraw(node, want);
}
