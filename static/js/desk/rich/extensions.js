// What a section may hold besides the usual: languages, abbreviations, lists of terms, heads and captions of tables.
import * as editor from "django-prose-editor/editor";

import { cleanPaste } from "./word.js";

const { Extension, Mark, Node, Plugin, updateAttrsDialog } = editor;

const BLOCKS = ["paragraph", "heading", "bulletList", "orderedList", "listItem", "blockquote", "tableCaption"];
const OF_TABLES = ["table", "tableRow", "tableHeader", "tableCell"];
const OF_TERMS = ["terms", "term", "meaning"];
const MARKS = ["bold", "italic", "subscript", "superscript", "link", "abbreviation", "language"];
const HOLDERS = ["listItem", "blockquote", "tableHeader", "tableCell", "meaning"];

function attribute(name, told = name) {
  return {
    [name]: {
      default: null,
      parseHTML: (element) => element.getAttribute(told),
      renderHTML: (attributes) => (attributes[name] === null ? {} : { [told]: attributes[name] }),
    },
  };
}

const Attributes = Extension.create({
  name: "attributes",
  addGlobalAttributes: () => [
    { types: [...BLOCKS, ...OF_TABLES, ...OF_TERMS, ...MARKS], attributes: { ...attribute("lang"), ...attribute("dir") } },
    { types: HOLDERS, attributes: attribute("bare", "data-bare") },
    { types: ["tableRow"], attributes: attribute("head", "data-head") },
    { types: ["tableHeader"], attributes: attribute("scope") },
    { types: ["link"], attributes: attribute("hreflang") },
  ],
});

const Language = Mark.create({
  name: "language",
  parseHTML: () => [{ tag: "span[lang]" }, { tag: "span[dir]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
  addMenuItems: ({ menu, buttons }) => menu.defineItem(asked("language", buttons.material("translate", "words in another language"))),
});

const Abbreviation = Mark.create({
  name: "abbreviation",
  addAttributes: () => attribute("title"),
  parseHTML: () => [{ tag: "abbr" }],
  renderHTML: ({ HTMLAttributes }) => ["abbr", HTMLAttributes, 0],
  addMenuItems: ({ menu, buttons }) => menu.defineItem(asked("abbreviation", buttons.material("short_text", "abbreviation"))),
});

const QUESTIONS = {
  language: [{ lang: { title: "Language (en, es, ar, la …), empty for that of the page" } }, { title: "Words in another language" }],
  abbreviation: [{ title: { title: "What it stands for, empty for no abbreviation" } }, { title: "Abbreviation" }],
};

/** A button that asks for the one attribute of a mark; an empty answer takes the mark away. */
function asked(name, button) {
  const [[field]] = [Object.keys(QUESTIONS[name][0])];
  return {
    name,
    groups: "link",
    button,
    enabled: (box) => !box.state.selection.empty || box.isActive(name),
    active: (box) => box.isActive(name),
    async command(box) {
      const answer = await updateAttrsDialog(...QUESTIONS[name])(box, box.getAttributes(name));
      if (!answer) return;
      const chain = box.chain().focus().extendMarkRange(name);
      const value = answer[field].trim();
      (value ? chain.setMark(name, { [field]: value }) : chain.unsetMark(name)).run();
    },
  };
}

const TableCaption = Node.create({
  name: "tableCaption",
  group: "block",
  content: "inline*",
  parseHTML: () => [{ tag: "p[data-caption]", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["p", { ...HTMLAttributes, "data-caption": "" }, 0],
  addMenuItems({ menu, buttons }) {
    const inTable = (box) => !box.isActive("table");
    menu.defineItem({
      name: "table:head",
      groups: "table",
      button: buttons.material("table_rows", "head row"),
      hidden: inTable,
      command: toggleHead,
      active: (box) => box.getAttributes("tableRow").head !== null,
    });
    menu.defineItem({
      name: "table:caption",
      groups: "table",
      button: buttons.material("title", "caption of the table"),
      hidden: inTable,
      command: addCaption,
    });
  },
});

function toggleHead(box) {
  const { state, schema, view } = box;
  const depth = depthOf(state.selection.$from, "tableRow");
  const at = state.selection.$from.before(depth);
  const row = state.doc.nodeAt(at);
  const isHead = row.attrs.head === null;
  const change = state.tr.setNodeMarkup(at, undefined, { ...row.attrs, head: isHead ? "" : null });
  row.forEach((cell, offset) => {
    const type = schema.nodes[isHead ? "tableHeader" : "tableCell"];
    change.setNodeMarkup(at + 1 + offset, type, { ...cell.attrs, scope: isHead ? "col" : null });
  });
  view.dispatch(change);
}

/** Into the caption of the table, which is made if it has none. */
function addCaption(box) {
  const { $from } = box.state.selection;
  const at = $from.before(depthOf($from, "table"));
  const before = box.state.doc.resolve(at).nodeBefore;
  if (before?.type.name === "tableCaption") return box.commands.focus(at - 1);
  return box.chain().insertContentAt(at, { type: "tableCaption" }).focus(at + 1).run();
}

export function depthOf($from, name) {
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type.name === name) return depth;
  return undefined;
}

const Paste = Extension.create({
  name: "cleanPaste",
  addProseMirrorPlugins: () => [new Plugin({ props: { transformPastedHTML: cleanPaste } })],
});

export const OWN = [Attributes, Language, Abbreviation, TableCaption, Paste];
