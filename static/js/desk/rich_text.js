// A text box for rich text in the place of each textarea for it, made when it comes near the screen or is stepped into:
// a page of a hundred sections would wait long for a hundred boxes that nobody looks at yet.
import { makeBox } from "./rich/box.js";
import "./rich/leaving.js";

const NEAR = "1500px"; // above and below the screen
const WAITING = "textarea[data-rich-text]";

// The editor looks for an element named style with this mark, and adds its own style where there is none, which the
// Content-Security-Policy would refuse. In a namespace of no meaning it is found and styles nothing; see desk.css.
const mark = document.createElementNS("urn:portal", "style");
mark.setAttribute("data-tiptap-style", "");
document.head.append(mark);

const made = new WeakMap();
const seen = new IntersectionObserver(
  (entries) => entries.forEach(({ isIntersecting, target }) => isIntersecting && make(target)),
  { rootMargin: NEAR },
);

for (const textarea of document.querySelectorAll(WAITING)) watch(textarea);
document.addEventListener("formset:added", ({ target }) => target.querySelectorAll(WAITING).forEach(watch));
document.addEventListener("focusin", async ({ target }) => {
  if (!target.matches(WAITING)) return;
  const box = await make(target);
  if (document.activeElement === document.body) box?.focus(); // it stood in the textarea, which is gone from sight
});

function watch(textarea) {
  if (!textarea.id.includes("__prefix__")) seen.observe(textarea);
}

/** The box for this textarea, once there is one. */
export function make(textarea) {
  if (!made.has(textarea)) made.set(textarea, begin(textarea));
  return made.get(textarea);
}

async function begin(textarea) {
  seen.unobserve(textarea);
  makeBox(textarea);
  const box = textarea.closest(".prose-editor")?.querySelector("[role=textbox]");
  name(box, textarea);
  return box;
}

/** The box is a plain div to a screen reader until it is named: it takes the label of its textarea. */
function name(box, textarea) {
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  if (!label || !box) return;
  label.id ||= `${textarea.id}_label`;
  box.setAttribute("aria-labelledby", label.id);
}
