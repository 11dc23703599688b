// The checks beside the form: asked for anew while somebody types, each leading to the words that it is about.
import { lead } from "./lead.js";

const PAUSE = 700; // milliseconds without a key before the words are looked at

const form = document.getElementById("edition_form");
const panel = form.querySelector("[data-checks]");
const status = panel.querySelector("[role=status]");
const told = panel.querySelector("[data-told]");
let waiting, asked;

form.after(panel); // beside the form on a wide screen, below it on a phone
for (const name of ["input", "change"]) form.addEventListener(name, lookSoon);
for (const name of ["formset:added", "formset:removed"]) document.addEventListener(name, lookSoon);
panel.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-words]");
  if (link && lead(link.hash, link.dataset.words)) event.preventDefault();
});
// Whoever comes from another page has a line to follow. Until the page is loaded, the browser would take the focus away.
addEventListener("load", () => lead(location.hash));
look();

function lookSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE);
}

async function look() {
  asked?.abort();
  asked = new AbortController();
  try {
    show(await answer(asked.signal));
  } catch (fault) {
    if (fault.name !== "AbortError") say(panel.dataset.fault);
  }
}

async function answer(signal) {
  const response = await fetch(panel.dataset.checks, { method: "POST", body: words(), signal });
  if (!response.ok || response.redirected) throw new Error("The checks gave no answer.");
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.body;
}

/** What stands in the form, with the name of a picture for the picture itself. */
function words() {
  const entries = [...new FormData(form)];
  return new URLSearchParams(entries.map(([name, value]) => [name, value instanceof File ? value.name : value]));
}

function show(answered) {
  const summary = answered.querySelector(".checks__summary");
  say(summary.textContent);
  summary.remove();
  replaceBy([...answered.childNodes]);
}

/** A screen reader hears only what has changed. */
function say(sentence) {
  if (status.textContent !== sentence) status.textContent = sentence;
}

/** Whoever stands on a line of the list goes on standing on it, or on the list if the line is gone. */
function replaceBy(nodes) {
  const at = told.contains(document.activeElement) ? document.activeElement.textContent : null;
  told.replaceChildren(...nodes);
  if (at === null) return;
  const same = [...told.querySelectorAll("a")].find((link) => link.textContent === at);
  (same ?? told).focus();
}
