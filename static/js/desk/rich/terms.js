// A list of terms with their meanings. Enter leads from a term to its meaning, from an empty line there to the next term,
// and from an empty term out of the list.
import { Node } from "django-prose-editor/editor";

import { depthOf } from "./extensions.js";

const Term = Node.create({
  name: "term",
  content: "inline*",
  defining: true,
  parseHTML: () => [{ tag: "dt" }],
  renderHTML: ({ HTMLAttributes }) => ["dt", HTMLAttributes, 0],
});

const Meaning = Node.create({
  name: "meaning",
  content: "block+",
  defining: true,
  parseHTML: () => [{ tag: "dd" }],
  renderHTML: ({ HTMLAttributes }) => ["dd", HTMLAttributes, 0],
});

const Terms = Node.create({
  name: "terms",
  group: "block",
  content: "(term | meaning)+",
  parseHTML: () => [{ tag: "dl" }],
  renderHTML: ({ HTMLAttributes }) => ["dl", HTMLAttributes, 0],
  addMenuItems: ({ menu, buttons }) =>
    menu.defineItem({
      name: "terms",
      groups: "nodes",
      button: buttons.material("toc", "list of terms"),
      enabled: (box) => !box.isActive("terms") && !box.isActive("table"),
      active: (box) => box.isActive("terms"),
      command: (box) => {
        const at = box.state.selection.$from.after(1);
        box.chain().insertContentAt(at, { type: "terms", content: [TERM] }).focus(at + 2).run();
      },
    }),
  addKeyboardShortcuts: () => ({ Enter: ({ editor }) => step(editor) }),
});

const TERM = { type: "term" };
const MEANING = { type: "meaning", content: [{ type: "paragraph" }] };

function step(box) {
  const { $from, empty } = box.state.selection;
  const list = depthOf($from, "terms");
  if (!empty || list === undefined) return false;
  const part = $from.node(list + 1);
  if (part.type.name === "term") return part.content.size ? toMeaning(box, $from, list) : leave(box, $from, list);
  const isLastLine = $from.depth === list + 2 && $from.index(list + 1) === part.childCount - 1;
  return isLastLine && part.childCount > 1 && !$from.parent.content.size && toNextTerm(box, $from, list);
}

function toMeaning(box, $from, list) {
  const after = $from.after(list + 1);
  const next = box.state.doc.nodeAt(after);
  if (next?.type.name === "meaning") return box.commands.focus(after + 2);
  return box.chain().insertContentAt(after, MEANING).focus(after + 2).run();
}

function toNextTerm(box, $from, list) {
  const line = { from: $from.before(), to: $from.after() };
  const after = $from.after(list + 1) - (line.to - line.from);
  return box.chain().deleteRange(line).insertContentAt(after, TERM).focus(after + 1).run();
}

function leave(box, $from, list) {
  const term = { from: $from.before(list + 1), to: $from.after(list + 1) };
  const isAll = $from.node(list).childCount === 1;
  const range = isAll ? { from: $from.before(list), to: $from.after(list) } : term;
  const after = $from.after(list) - (range.to - range.from);
  return box.chain().deleteRange(range).insertContentAt(after, { type: "paragraph" }).focus(after + 1).run();
}

export const TERMS = [Terms, Term, Meaning];
