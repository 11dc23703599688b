// The sections of a draft: moved by buttons or by dragging, removed and put back, each showing what its kind asks for.
import { dragged } from "./dragging.js";

const STEP = 10; // between two positions, as when they are saved
const ONLY_FOR = { image: [".field-picture", ".field-alt", ".field-shown_picture"], risk: [".field-risk_count"] };

const group = document.querySelector("[data-sections]");
const told = group?.querySelector("[data-told]");

if (group) begin();

function begin() {
  group.classList.add("sections--scripted");
  const now = rows();
  const wanted = inOrder();
  // A hundred that are moved for nothing are laid out anew.
  if (wanted.some((row, at) => row !== now[at])) for (const row of wanted) row.parentElement.insertBefore(row, end());
  for (const row of rows()) prepare(row);
  group.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button?.matches("[data-move]")) moveBy(Number(button.dataset.move), button);
    if (button?.matches("[data-remove]")) remove(button);
  });
  group.addEventListener("input", ({ target }) => target.name?.endsWith("-heading") && nameButtons(rowOf(target)));
  group.addEventListener("change", ({ target }) => target.name?.endsWith("-kind") && showWhatIsAsked(rowOf(target)));
  document.addEventListener("formset:added", ({ target }) => {
    if (!group.contains(target)) return;
    prepare(target);
    number();
    fieldOf(target, "heading").focus();
  });
  dragged(group, rowOf, end, (row) => tellMoved(row));
}

function prepare(row) {
  for (const part of row.querySelectorAll("[data-ways], [data-handle]")) part.hidden = false;
  nameButtons(row);
  showWhatIsAsked(row);
  showRemoved(row);
}

function rows() {
  return [...group.querySelectorAll(".inline-related:not(.empty-form)")];
}

function rowOf(part) {
  return part.closest(".inline-related");
}

/** What comes after the last section: the empty one, which new ones are made from. */
function end() {
  return group.querySelector(".empty-form");
}

/** As they are saved: new ones without a position last. A form that was refused comes in the order of its fields. */
function inOrder() {
  const isNew = (row) => !row.matches(".has_original");
  const place = (row) => Number(fieldOf(row, "position").value) || (isNew(row) ? Infinity : 0);
  return rows().sort((one, other) => (place(one) === place(other) ? 0 : place(one) - place(other)));
}

function fieldOf(row, name) {
  return row.querySelector(`[name$="-${name}"]`);
}

function nameOf(row) {
  return fieldOf(row, "heading").value.trim() || group.dataset.unnamed;
}

function nameButtons(row) {
  row.querySelector("[data-name]").textContent = nameOf(row);
  for (const button of row.querySelectorAll("[data-ways] button")) {
    button.setAttribute("aria-label", `${button.textContent}: ${nameOf(row)}`);
  }
}

function moveBy(step, button) {
  const row = rowOf(button);
  const all = rows();
  const neighbour = all[all.indexOf(row) + step];
  if (!neighbour) return tell(step < 0 ? "first" : "last", row);
  if (step < 0) neighbour.before(row);
  else neighbour.after(row);
  button.focus(); // it lost the focus on the way
  row.scrollIntoView({ block: "nearest" });
  tellMoved(row);
}

function tellMoved(row) {
  number();
  tell("moved", row);
}

/** The positions follow the order on the page. */
function number() {
  rows().forEach((row, at) => {
    fieldOf(row, "position").value = (at + 1) * STEP;
  });
  group.dispatchEvent(new Event("change", { bubbles: true }));
}

function remove(button) {
  const row = rowOf(button);
  const field = fieldOf(row, "DELETE");
  field.checked = !field.checked;
  showRemoved(row);
  tell(field.checked ? "removed" : "back", row);
  group.dispatchEvent(new Event("change", { bubbles: true }));
}

function showRemoved(row) {
  const isRemoved = fieldOf(row, "DELETE").checked;
  row.classList.toggle("section--removed", isRemoved);
  row.querySelector("[data-removed]").hidden = !isRemoved;
  row.querySelector("[data-removed]").textContent = filled("removed", row);
  row.querySelector("button[data-remove]").textContent = isRemoved ? group.dataset.putBack : group.dataset.remove;
  nameButtons(row);
}

/** What belongs to another kind is out of the way, unless something stands in it that must be seen. */
function showWhatIsAsked(row) {
  const kind = fieldOf(row, "kind").value;
  const hint = document.querySelector(`[data-hint="${kind}"]`);
  const help = row.querySelector("[id$='-kind_helptext'] div");
  if (hint && help) help.textContent = hint.content.textContent;
  for (const [owner, parts] of Object.entries(ONLY_FOR)) {
    for (const part of row.querySelectorAll(parts.join())) {
      const line = part.closest(".form-row");
      line.hidden = kind !== owner && !holdsSomething(line);
    }
  }
}

function holdsSomething(line) {
  const isFilled = (field) => (field.type === "checkbox" ? field.checked : field.value !== "");
  return line.matches(".errors") || line.querySelector(".errorlist, img") || [...line.querySelectorAll("input, textarea")].some(isFilled);
}

function filled(sentence, row) {
  const blanks = { name: nameOf(row), place: rows().indexOf(row) + 1, count: rows().length };
  return group.dataset[sentence].replace(/\{(\w+)\}/g, (blank, name) => blanks[name] ?? blank);
}

function tell(sentence, row) {
  told.textContent = filled(sentence, row);
}
