/** A copy of what the <template> with this id holds: the words come from the page, in its language. */
export function part(id) {
  return document.getElementById(id)?.content.cloneNode(true).firstElementChild;
}

/** A sentence with its blanks filled: fill("Kept on {day}.", { day }). */
export function fill(sentence, blanks) {
  return sentence.replace(/\{(\w+)\}/g, (blank, name) => blanks[name] ?? blank);
}

/** What a page says of the article that it shows; undefined on other pages. */
export function articleOf(page) {
  const tools = page.querySelector("[data-article]");
  if (!tools) return undefined;
  const { article, code, edition } = tools.dataset;
  const title = page.querySelector("h1").textContent.trim();
  return { address: article, code, edition: Number(edition), title };
}
