// A search field that suggests pages while somebody types: an editable combobox with a list, as the ARIA Authoring
// Practices describe it. Without it the form just works. Nothing of what is typed stays on the device.
import { fill } from "./parts.js";

const WAIT = 150; // milliseconds after the last letter
const FEWEST = 2; // letters before anything is asked

export function suggestWhileTyping(form) {
  if (navigator.connection?.saveData) return;
  const field = form.querySelector("input[type=search]");
  const list = listFor(field, form.dataset.label);
  const said = statusIn(form);
  let [pages, active, waiting, asking] = [[], -1, undefined, undefined];

  const forget = () => {
    clearTimeout(waiting);
    asking?.abort();
    show([]);
    said.textContent = "";
  };
  const show = (found) => {
    pages = found;
    list.replaceChildren(...pages.map((page, at) => option(list.id, page, at)));
    list.hidden = !pages.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
  };
  const choose = (at) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = at;
    const chosen = list.children[active];
    chosen?.setAttribute("aria-selected", "true");
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) field.setAttribute("aria-activedescendant", chosen.id);
    else field.removeAttribute("aria-activedescendant");
  };
  const ask = async () => {
    asking = new AbortController();
    const { signal } = asking;
    const found = await suggested(form, field.value, signal).catch(() => undefined);
    if (signal.aborted || !found) return;
    show(found);
    said.textContent = found.length ? fill(form.dataset.said, { count: found.length }) : form.dataset.none;
  };

  const typed = () => {
    forget();
    if (letters(field.value) >= FEWEST) waiting = setTimeout(ask, WAIT);
  };

  field.addEventListener("input", typed);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys(active, pages.length)[event.key];
    if (event.key === "Enter" && active >= 0) location.assign(pages[active].address);
    else if (event.key === "Escape" && pages.length) forget();
    else if (act === undefined) return;
    else choose(act);
    event.preventDefault();
  });
  field.addEventListener("blur", forget);
  // The field keeps the focus while a page is pressed, so that the list does not vanish under the finger.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const at = [...list.children].indexOf(target.closest("[role=option]"));
    if (at >= 0) location.assign(pages[at].address);
  });
  // On a slow line somebody may have typed before this script was there.
  if (document.activeElement === field && field.value !== field.defaultValue) typed();
}

/** Where each key leads from the chosen page; -1 is the field itself, and what is missing is left to the browser. */
function keys(active, count) {
  if (!count) return {};
  const around = { ArrowDown: active + 1 < count ? active + 1 : -1, ArrowUp: active < 0 ? count - 1 : active - 1 };
  return active < 0 ? around : { ...around, Home: 0, End: count - 1 };
}

async function suggested(form, words, signal) {
  const language = form.elements.language?.value;
  const asked = new URLSearchParams(language ? { q: words, language } : { q: words });
  const quietly = { signal, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" };
  const answer = await fetch(`${form.dataset.suggestions}?${asked}`, quietly);
  return answer.ok ? (await answer.json()).suggestions : [];
}

function listFor(field, label) {
  const list = document.createElement("ul");
  Object.assign(list, { id: `${field.id}.list`, className: "suggestions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label);
  field.after(list);
  const facts = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(facts)) field.setAttribute(name, value);
  return list;
}

function statusIn(form) {
  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");
  form.append(said);
  return said;
}

function option(list, { words, title }, at) {
  const item = document.createElement("li");
  item.id = `${list}.${at}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.append(words);
  if (title) {
    const page = document.createElement("span");
    page.className = "suggestions__page";
    page.textContent = title;
    item.append(" ", page);
  }
  return item;
}

function letters(words) {
  return words.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
