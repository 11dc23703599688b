import { make } from "./rich_text.js";

/** To the field with this #id, and in it to the words. Answers whether there is such a field. */
export function lead(hash, words) {
  const field = document.getElementById(hash.slice(1));
  if (field) go(field, words);
  return Boolean(field);
}

async function go(field, words) {
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  const box = field.matches("[data-rich-text]") ? await make(field) : undefined;
  (box ?? field).focus();
  (box ?? field).scrollIntoView({ block: "center" });
  if (words && box) selectInBox(box, words);
  else if (words) selectInField(field, words);
}

function selectInField(field, words) {
  const found = find(words, field.value);
  if (found) field.setSelectionRange?.(...found);
}

function selectInBox(box, words) {
  const signs = signsIn(box);
  const found = find(words, signs.map(({ sign }) => sign).join(""));
  if (!found) return;
  const [first, last] = [signs[found[0]], signs[found[1] - 1]];
  getSelection().setBaseAndExtent(first.node, first.at, last.node, last.at + 1);
  first.node.parentElement.scrollIntoView({ block: "center" });
}

/** [from, to] of the words in the text, as whole words, however many blanks stand between them. */
function find(words, text) {
  const pattern = words.split(/\s+/).map((word) => word.replace(/[^\p{L}\p{N}]/gu, "\\$&")).join("\\s+");
  const found = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`).exec(text);
  return found && [found.index, found.index + found[0].length];
}

/** Each unit of the text with its place, and a blank where a block ends. */
function signsIn(box) {
  const signs = [];
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  let block;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const around = node.parentElement.closest("p, h3, h4, th, td");
    if (around !== block) signs.push({ sign: " ", node, at: 0 });
    block = around;
    for (let at = 0; at < node.length; at++) signs.push({ sign: node.data[at], node, at });
  }
  return signs;
}
