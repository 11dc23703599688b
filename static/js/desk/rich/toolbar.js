// The buttons above a text are one stop of the Tab key: the arrow keys lead from one to the next (WAI-ARIA, toolbar), and
// what is switched on or out of reach is said as well as shown.
const BUTTONS = ".prose-menubar__selected > button, .prose-menubar__group > button:not(.hidden)";
const WITH_NAMES = ".prose-menubar__group > button";
const BLOCKS = ".prose-menubar__selected";
const SWITCHES = ["bold", "italic", "subscript", "superscript", "bulletList", "orderedList", "blockquote", "terms"];
const NAMES = {
  bulletList: "Bulleted list",
  orderedList: "Numbered list",
  blockquote: "Quotation",
  terms: "List of terms",
  bold: "Bold",
  italic: "Italic",
  subscript: "Lowered",
  superscript: "Raised",
  link: "Link",
  unlink: "Take the link away",
  language: "Words in another language",
  abbreviation: "Abbreviation",
  table: "Table",
  "table:head": "Head row",
  "table:caption": "Caption of the table",
  "history:undo": "Undo",
  "history:redo": "Redo",
};
const LINES = { heading3: "Heading", heading4: "Smaller heading", paragraph: "Text" };

/** The buttons of ``box`` come a moment after it; whatever happens in the text may change them. */
export function makeToolbar(box) {
  box.on("create", () => {
    const bar = box.view.dom.previousElementSibling;
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", "Format of the text");
    name(bar);
    let stop = 0;
    const settle = () => (stop = leaveOneStop(bar, stop));
    bar.addEventListener("keydown", (event) => step(bar, event));
    bar.addEventListener("click", ({ target, detail }) => {
      const isPressedByKey = detail === 0 && target.closest(BLOCKS);
      if (isPressedByKey) bar.querySelector("[popover] button").focus();
    });
    bar.addEventListener("focusin", () => {
      stop = Math.max(0, buttonsOf(bar).indexOf(document.activeElement));
      settle();
    });
    const show = () => {
      tell(bar, box);
      settle();
    };
    box.on("transaction", show);
    show();
  });
}

const buttonsOf = (bar) => [...bar.querySelectorAll(BUTTONS)];

function name(bar) {
  for (const line of bar.querySelectorAll("[popover] [data-name]")) line.firstChild.textContent = LINES[line.dataset.name];
  for (const button of bar.querySelectorAll(WITH_NAMES)) {
    button.title = NAMES[button.dataset.name] ?? button.title;
    button.setAttribute("aria-label", button.title);
  }
}

function tell(bar, box) {
  for (const button of bar.querySelectorAll(WITH_NAMES)) {
    const { name } = button.dataset;
    button.setAttribute("aria-disabled", button.classList.contains("disabled"));
    if (!SWITCHES.includes(name)) continue;
    const isOn = box.isActive(name);
    button.classList.toggle("active", isOn);
    button.setAttribute("aria-pressed", isOn);
  }
  // This one is made anew whenever the cursor comes into a line of another kind.
  const kind = bar.querySelector(`${BLOCKS} > button`);
  const level = box.getAttributes("heading").level;
  kind.title = `Kind of line: ${LINES[level ? `heading${level}` : "paragraph"]}`;
  kind.setAttribute("aria-label", kind.title);
  kind.setAttribute("aria-haspopup", "true");
}

/** Tab stops at one button alone; returns which, as the one before may be gone. */
function leaveOneStop(bar, wanted) {
  const buttons = buttonsOf(bar);
  const stop = Math.min(wanted, buttons.length - 1);
  buttons.forEach((button, place) => (button.tabIndex = place === stop ? 0 : -1));
  return stop;
}

function step(bar, event) {
  const picker = event.target.closest("[popover]");
  const opens = event.key === "ArrowDown" && event.target.closest(BLOCKS);
  const buttons = picker ? [...picker.querySelectorAll("button")] : buttonsOf(bar);
  const [back, on] = picker ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
  const last = buttons.length - 1;
  const at = buttons.indexOf(event.target);
  const to = { [back]: at ? at - 1 : last, [on]: at < last ? at + 1 : 0, Home: 0, End: last }[event.key];
  if (to === undefined && !opens) return;
  event.preventDefault();
  if (opens) event.target.click();
  else buttons[to].focus();
}
