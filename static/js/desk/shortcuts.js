// The keys of the desk and their help. They can be switched off (WCAG 2.1.4), which this browser remembers.
const OFF = "desk-shortcuts-off";
const ACTIONS = { "Control+s": save, F8: toChecks, F9: preview, "?": openHelp };
const TAKES_KEYS = "input, select, textarea, [contenteditable=true], dialog *";

const dialog = document.getElementById("help");
const isMac = navigator.platform.startsWith("Mac");
const choice = dialog?.querySelector("[data-shortcuts]");
let before; // where somebody was before they went to the checks

if (choice) choice.checked = areWanted();
choice?.addEventListener("change", () => {
  if (choice.checked) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
});
for (const key of isMac && dialog ? dialog.querySelectorAll("[data-control]") : []) key.textContent = "⌘";
for (const button of document.querySelectorAll("[data-help]")) {
  button.hidden = false;
  button.addEventListener("click", openHelp);
}
document.addEventListener("keydown", (event) => {
  const act = ACTIONS[named(event)];
  if (!act || (!dialog && act !== save) || !areWanted() || event.repeat || event.defaultPrevented) return;
  if (event.key === "?" && event.target.closest(TAKES_KEYS)) return;
  event.preventDefault();
  act();
});

function areWanted() {
  return localStorage.getItem(OFF) === null;
}

function named({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  const isControl = isMac ? metaKey : ctrlKey;
  if (altKey || (isMac ? ctrlKey : metaKey)) return undefined;
  if (isControl) return shiftKey ? undefined : `Control+${key.toLowerCase()}`;
  return key;
}

function save() {
  const button = document.querySelector("[name=_continue]");
  if (!dialog?.open && button) button.form.requestSubmit(button);
}

function toChecks() {
  const list = document.querySelector("[data-checks] [data-told]");
  if (!list || dialog.open) return;
  if (list.contains(document.activeElement)) return before?.focus();
  before = document.activeElement;
  (list.querySelector("a") ?? list).focus();
}

function preview() {
  open(new URL("../preview/", location), "_blank", "noopener");
}

function openHelp() {
  if (!dialog.open) dialog.showModal();
}
