// The chosen pages one after the other in one document, to print or to save as one. Shown at #together.
import { alter, chosenPages } from "./chosen.js";
import { fill, part } from "./parts.js";

export async function showTogether(place) {
  const isTogether = location.hash === "#together" && chosenPages().length > 0;
  const own = [...document.querySelectorAll("main > *")].filter((one) => one !== place);
  for (const one of [...own, ...place.querySelectorAll(":scope > :not([data-together])")]) one.hidden = isTogether;
  place.querySelector("[data-together]")?.remove();
  if (!isTogether) return;

  const view = part("together");
  const button = view.querySelector("[data-print]");
  button.addEventListener("click", () => print());
  place.append(view);
  const sheets = await Promise.all(chosenPages().map((page, at) => sheet(page, at, view)));
  view.append(...sheets);
  view.querySelector("[role=status]").textContent = "";
  button.disabled = false;
  scrollTo(0, 0);
}

async function sheet({ address, title, note }, at, view) {
  const paper = part("sheet");
  try {
    const answer = await ask(address);
    if (![200, 410].includes(answer.status)) throw new Error(`${address} answered ${answer.status}`);
    alter(address, { gone: answer.status === 410 });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    paper.prepend(...wordsOf(page, `page${at}.`));
    paper.lang = page.documentElement.lang;
    paper.dir = page.documentElement.dir;
  } catch {
    const sorry = document.createElement("h1");
    sorry.textContent = fill(view.dataset.missing, { title });
    paper.prepend(sorry);
  }
  paper.querySelector("[data-note]").textContent = note;
  // Where there is no note, the empty lines of the leaflet stay, to write on.
  paper.querySelector(note ? ".notes" : "[data-noted]")?.remove();
  return paper;
}

/** From the portal, or without a connection the copy that was kept. */
async function ask(address) {
  try {
    return await fetch(address, { credentials: "omit" });
  } catch (unreachable) {
    const kept = await globalThis.caches?.match(address, { ignoreVary: true });
    if (!kept) throw unreachable;
    return kept;
  }
}

const LEFT_OUT = ".tools, .contents, .ways, .take-away, .helpful, .running, template, form, script, [hidden]";
const REFERENCES = ["for", "popovertarget", "aria-labelledby", "aria-describedby"];

/** The article on a page, its anchors made its own: two pages may use the same. */
function wordsOf(page, prefix) {
  const main = page.querySelector("main");
  for (const part of main.querySelectorAll(LEFT_OUT)) part.remove();
  for (const part of main.querySelectorAll("[id]")) part.id = prefix + part.id;
  for (const name of REFERENCES) {
    for (const part of main.querySelectorAll(`[${name}]`)) {
      part.setAttribute(name, part.getAttribute(name).replace(/\S+/g, (id) => prefix + id));
    }
  }
  for (const link of main.querySelectorAll("a[href^='#']")) link.hash = prefix + link.hash.slice(1);
  for (const part of main.querySelectorAll("[autofocus]")) part.removeAttribute("autofocus");
  for (const details of main.querySelectorAll("details")) details.open = true;
  for (const picture of main.querySelectorAll("img")) picture.loading = "eager";
  return main.children;
}
