// The words of a section in two shapes: as they are stored, and as the editor can hold them. The editor knows no head and
// no caption of a table, and puts a paragraph into every cell; both ways, nothing of it is lost.
const HOLDERS = "li, td, th, dd, blockquote"; // which may hold words without a paragraph around them
const INLINE = "a, abbr, br, em, span, strong, sub, sup";

export function toEditor(markup) {
  const body = parsed(markup);
  for (const row of body.querySelectorAll("thead > tr")) row.dataset.head = "";
  for (const caption of body.querySelectorAll("table > caption")) {
    const line = document.createElement("p");
    line.dataset.caption = "";
    line.append(...caption.childNodes);
    for (const name of ["lang", "dir"]) if (caption.hasAttribute(name)) line.setAttribute(name, caption.getAttribute(name));
    caption.closest("table").before(line);
    caption.remove();
  }
  for (const holder of body.querySelectorAll(HOLDERS)) if (isBare(holder)) holder.dataset.bare = "";
  return body.innerHTML;
}

export function fromEditor(markup) {
  const body = parsed(markup);
  for (const holder of body.querySelectorAll("[data-bare]")) unwrap(holder);
  for (const table of body.querySelectorAll("table")) giveHead(table);
  for (const line of body.querySelectorAll("p[data-caption]")) giveCaption(line);
  for (const row of body.querySelectorAll("[data-head]")) delete row.dataset.head;
  return body.innerHTML;
}

function parsed(markup) {
  return new DOMParser().parseFromString(markup, "text/html").body;
}

function isBare(holder) {
  const first = holder.firstChild;
  return first && (first.nodeType === Node.TEXT_NODE || first.matches?.(INLINE));
}

function unwrap(holder) {
  delete holder.dataset.bare;
  const [first, ...others] = holder.children;
  const isAlone = first?.matches("p") && !first.attributes.length && !others.some((other) => other.matches("p"));
  if (isAlone) first.replaceWith(...first.childNodes);
}

/** The first rows that are marked as head, unless they are all there is. */
function giveHead(table) {
  const rows = [...table.rows];
  const end = rows.findIndex((row) => row.dataset.head === undefined);
  if (end < 1) return;
  const head = document.createElement("thead");
  head.append(...rows.slice(0, end));
  table.tBodies[0].before(head);
}

function giveCaption(line) {
  const table = line.nextElementSibling;
  delete line.dataset.caption;
  if (!table?.matches("table")) return; // words without their table stay as a paragraph
  line.remove();
  if (!line.textContent.trim()) return;
  const caption = document.createElement("caption");
  for (const { name, value } of line.attributes) caption.setAttribute(name, value);
  caption.append(...line.childNodes);
  table.prepend(caption);
}
