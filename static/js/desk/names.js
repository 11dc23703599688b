// Names for what the libraries of the admin leave without one: the boxes that find by typing, and the lists they open.
const FOUND_BY_TYPING = "select.admin-autocomplete";
const UNNAMED = ".select2-selection, .select2-search__field";

// Each chosen thing has its own button. One for all would stand in their list without being one of them.
for (const select of document.querySelectorAll(`${FOUND_BY_TYPING}[multiple]`)) select.dataset.allowClear = "false";

new MutationObserver((changes) => {
  for (const { addedNodes } of changes) addedNodes.forEach(nameAllIn);
}).observe(document.body, { childList: true, subtree: true });
nameAllIn(document.body);

function nameAllIn(part) {
  if (part.querySelectorAll) [part, ...part.querySelectorAll(UNNAMED)].filter((one) => one.matches(UNNAMED)).forEach(name);
}

function name(box) {
  const label = selectOf(box)?.labels[0];
  if (!label) return;
  if (box.matches("input")) return box.setAttribute("aria-label", label.textContent.trim().replace(/:$/, ""));
  label.id ||= `${selectOf(box).id}_label`;
  const chosen = box.querySelector(".select2-selection__rendered");
  const isOneOfMany = box.matches(".select2-selection--multiple");
  box.setAttribute("aria-labelledby", isOneOfMany ? label.id : `${label.id} ${chosen.id}`);
  if (!isOneOfMany) chosen.setAttribute("aria-labelledby", label.id);
}

/** The field stands beside its box; a list that is open hangs elsewhere, and names its field in its own id. */
function selectOf(box) {
  const beside = box.closest(".select2-container")?.previousElementSibling;
  if (beside?.matches("select")) return beside;
  const list = box.getAttribute("aria-controls") ?? box.closest(".select2-dropdown")?.querySelector(".select2-results__options")?.id;
  return list && document.getElementById(list.replace(/^select2-(.*)-results$/, "$1"));
}
