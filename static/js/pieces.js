// What is read aloud of a section: one piece for each block of text, in order, without what is not part of the words.
const LEFT_OUT = "[hidden], [popover], [aria-hidden=true], template, form, svg, script";

/** section: an element; each piece has its text, its block, and the nodes that the text is made of */
export function piecesOf(section) {
  const pieces = [];
  let piece;
  for (const node of nodesOf(section)) {
    const block = blockOf(node);
    if (piece?.block !== block) pieces.push((piece = { section, block, nodes: [], text: "" }));
    piece.nodes.push({ node, from: piece.text.length });
    piece.text += textOf(node);
  }
  return pieces.filter(({ text }) => text.trim());
}

/** The place in the page of the characters ``from`` to ``to`` of a piece. */
export function rangeOf({ nodes }, from, to) {
  const [first, last] = [from, to - 1].map((at) => nodes.findLast((one) => one.from <= at));
  if (first?.node.nodeType !== Node.TEXT_NODE || last?.node.nodeType !== Node.TEXT_NODE) return undefined;
  const range = document.createRange();
  range.setStart(first.node, Math.min(from - first.from, first.node.length));
  range.setEnd(last.node, Math.min(to - last.from, last.node.length));
  return range;
}

function* nodesOf(section) {
  const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
    if (node.matches(LEFT_OUT)) return NodeFilter.FILTER_REJECT;
    return node.matches("br, img[alt]") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
  });
  while (walker.nextNode()) yield walker.currentNode;
}

/** As long as the text in the page, so that a place in one is a place in the other. */
function textOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s/g, " ");
  return node.matches("img") ? node.alt : " ";
}

function blockOf(node) {
  let block = node.parentElement;
  while (getComputedStyle(block).display.startsWith("inline") && block.parentElement) block = block.parentElement;
  return block;
}
