// What is pasted, made clean: above all from Word, whose lists are paragraphs with a sign in front, whose headings begin at
// another level, and much of which is meant for Word alone.
const FROM_WORD = /class="?Mso|xmlns:o="urn:schemas-microsoft-com|mso-list/i;
const FOR_WORD_ALONE = /<!--\[if[\s\S]*?<!\[endif\]-->|<!\[if[^\]]*\]>|<!\[endif\]>|<o:p>[\s\S]*?<\/o:p>/gi;
const STYLES = /<style[\s\S]*?<\/style>/gi;
const STYLE = /(\s)style(\s*=)/gi; // by another name, as the Content-Security-Policy lets no page even read it
// Words that somebody has crossed out: no box here shows the line, and without it they would say the opposite.
const STRUCK = /<(?:del|s|strike)[\s>]/i;
const MARGIN = "[data-style*='mso-element:comment'], .MsoCommentReference, .msocomanchor, br[clear]";
const NUMBERED = /^\(?(?:\d+|[a-z]{1,2}|[ivxlc]+)[.)]/i;

export function cleanPaste(markup) {
  if (markup.search(STYLE) < 0 && !STRUCK.test(markup)) return markup;
  const styled = markup.replace(FOR_WORD_ALONE, "").replace(STYLES, "").replace(STYLE, "$1data-style$2");
  const body = new DOMParser().parseFromString(styled, "text/html").body;
  dropStruck(body);
  keepEmphasis(body);
  if (FROM_WORD.test(markup)) cleanWord(body);
  return body.innerHTML;
}

function dropStruck(body) {
  for (const part of body.querySelectorAll("del, s, strike")) part.remove();
  for (const part of body.querySelectorAll("span[data-style]")) {
    if (/text-decoration[^;]*line-through/i.test(styleOf(part))) part.remove();
  }
}

/** What only a style says: other programs write bold words as a styled span, or all words in a bold that is none. */
function keepEmphasis(body) {
  for (const part of body.querySelectorAll("b[data-style], span[data-style]")) {
    const style = styleOf(part);
    if (part.matches("b") && /(^|;)\s*font-weight:\s*(normal|400)/i.test(style)) part.replaceWith(...part.childNodes);
    if (part.matches("span") && /(^|;)\s*font-weight:\s*(bold|[6-9]00)/i.test(style)) wrapIn("strong", part);
    if (part.matches("span") && /(^|;)\s*font-style:\s*italic/i.test(style)) wrapIn("em", part);
  }
}

function wrapIn(name, part) {
  const wrapper = document.createElement(name);
  wrapper.append(...part.childNodes);
  part.append(wrapper);
}

function cleanWord(body) {
  for (const part of body.querySelectorAll(`script, meta, link, title, xml, ${MARGIN}`)) part.remove();
  gatherLists(body);
  nameHeadings(body);
  for (const part of body.querySelectorAll("p")) if (!part.textContent.trim()) part.remove();
  for (const link of body.querySelectorAll("a:not([href]), a[href^='#_']")) link.replaceWith(...link.childNodes);
  for (const part of body.querySelectorAll("*")) strip(part);
}

function styleOf(part) {
  return part.dataset.style ?? "";
}

function gatherLists(body) {
  let open = []; // the lists that the next line may belong to, the outermost first
  let within; // the cell of a table that they stand in
  for (const line of [...body.querySelectorAll("p, h1, h2, h3, h4, table")]) {
    const level = Number(/mso-list:[^;"]*level(\d)/i.exec(styleOf(line))?.[1] ?? 0);
    const cell = line.closest("td, th");
    if (!level || cell !== within) open = [];
    within = cell;
    if (level) open = addLine(line, level, open);
  }
}

function addLine(line, level, open) {
  const sign = signOf(line);
  const name = NUMBERED.test(sign) ? "ol" : "ul";
  open = open.slice(0, level);
  if (open.at(-1)?.localName !== name && open.length === level) open.pop();
  while (open.length < level) {
    const list = document.createElement(name);
    const first = Number.parseInt(sign, 10);
    if (first > 1) list.setAttribute("start", first); // goes on after words between
    const holder = open.at(-1)?.lastElementChild;
    if (holder) holder.append(list);
    else line.before(list);
    open.push(list);
  }
  const item = document.createElement("li");
  const words = document.createElement("p");
  words.append(...line.childNodes);
  item.append(words);
  open.at(-1).append(item);
  line.remove();
  return open;
}

/** Takes the sign away: “·”, “1.” and the blanks after it. */
function signOf(line) {
  const ignored = [...line.querySelectorAll("span")].filter((part) => /mso-list:\s*Ignore/i.test(styleOf(part)));
  const sign = ignored.map((part) => part.textContent).join("").trim();
  for (const part of ignored) part.remove();
  return sign;
}

/** A section has its own heading, so those in its text begin below it. */
function nameHeadings(body) {
  for (const heading of body.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const named = document.createElement(heading.matches("h1, h2, h3") ? "h3" : "h4");
    named.append(...heading.childNodes);
    heading.replaceWith(named);
  }
}

function strip(part) {
  for (const { name } of [...part.attributes]) {
    if (!["href", "colspan", "rowspan", "start"].includes(name)) part.removeAttribute(name);
  }
}
