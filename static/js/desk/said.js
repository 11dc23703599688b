// After a save or a refusal the focus goes to what the desk says of it: nobody has to look for it, and a screen reader begins
// there. Of what was refused a list leads to each field.
const FIELDS = "input:not([type=hidden]), select, textarea, button, a[href]";
const refusal = document.querySelector("#content :is(p.errornote, [role=alert])");
const said = refusal ?? document.querySelector(".messagelist");

if (refusal) listFaults();
if (said) {
  // Where the page before was led to, or its skip link, is still in the address.
  if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
  said.tabIndex = -1;
  said.focus({ preventScroll: !refusal });
}

function listFaults() {
  const faults = [...document.querySelectorAll("#content .errorlist")].filter((fault) => !fault.closest(".empty-form"));
  if (!faults.length) return;
  const list = document.createElement("ul");
  list.className = "faults";
  list.append(...faults.map(lineAbout));
  refusal.append(list);
}

function lineAbout(fault) {
  const link = document.createElement("a");
  const field = fieldOf(fault);
  link.textContent = [...namesOf(fault, field), fault.textContent.trim()].join(": ");
  link.href = `#${(field ?? fault).id}`;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go(field ?? fault);
  });
  const line = document.createElement("li");
  line.append(link);
  return line;
}

/** Several boxes for one answer have no element of its name, or one that takes no focus: the first of them does. */
function fieldOf(fault) {
  const id = fault.id.replace(/_error$/, "");
  if (!id) return null;
  const named = document.getElementById(id) ?? document.getElementById(`${id}_0`);
  return named?.matches(FIELDS) ? named : (named?.querySelector(FIELDS) ?? null);
}

/** The part it belongs to, where there are several, and the field. */
function namesOf(fault, field) {
  const part = fault.closest(".inline-related")?.querySelector("[data-name]");
  const label = fault.closest(".form-row")?.querySelector("legend") ?? field?.labels?.[0];
  return [part, label].filter(Boolean).map((one) => one.textContent.trim().replace(/[:?]$/, ""));
}

function go(place) {
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  const box = (place.closest(".prose-editor") ?? place.nextElementSibling)?.querySelector("[role=textbox], .select2-selection");
  if (!place.matches(FIELDS)) place.tabIndex = -1;
  (box ?? place).focus();
  (box ?? place).scrollIntoView({ block: "center" });
}
