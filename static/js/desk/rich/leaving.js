// In a list or a table the Tab key belongs to the text. After Escape it leads on from the box, as it does everywhere else.
const BOX = ".ProseMirror";
const WITH_TAB = new Set(["Tab", "Shift"]);

let isLeaving = false;

document.addEventListener(
  "keydown",
  (event) => {
    if (!event.target.closest(BOX)) return;
    if (isLeaving && event.key === "Tab") event.stopPropagation();
    if (!WITH_TAB.has(event.key)) isLeaving = event.key === "Escape";
  },
  true,
);
document.addEventListener("focusout", () => (isLeaving = false));
