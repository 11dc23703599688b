// Rows that come and go, by keyboard too. The links that add and remove them are called buttons by the libraries of the admin,
// so they answer to Space as well as to Enter.
const LINK = "a[role=button]";
const REMOVE = ".inline-deletelink";
const ROW = ":is(tr.form-row, .inline-related):not(.empty-form)";

let next; // where the focus goes when the row that holds it is gone

document.addEventListener("keydown", (event) => {
  if (event.key !== " " || !event.target.matches(LINK)) return;
  event.preventDefault(); // or the page would scroll
  event.target.click();
});
document.addEventListener("click", ({ target }) => target.closest?.(REMOVE) && remember(target.closest("tr, .inline-related")), true);
document.addEventListener("formset:removed", () => {
  next?.focus();
  next = undefined;
});
document.addEventListener("formset:added", ({ target }) => firstField(target)?.focus());

/** The row after it takes its place; then the one before; then what adds a new one. */
function remember(row) {
  const neighbour = [row.nextElementSibling, row.previousElementSibling].find((one) => one?.matches(ROW));
  next = (neighbour && firstField(neighbour)) ?? row.closest(".inline-group").querySelector(".add-row a");
}

/** What is there to see: a box that finds by typing stands beside the field itself. */
function firstField(row) {
  const fields = [...row.querySelectorAll("input, select, textarea, .select2-selection")];
  return fields.find((field) => field.tabIndex === 0 && field.getClientRects().length);
}
