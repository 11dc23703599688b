// The text box itself: what it is made of, in the order of its buttons, and what it gives back.
import {
  Blockquote,
  Bold,
  BulletList,
  createTextareaEditor,
  Document,
  Dropcursor,
  Gapcursor,
  HardBreak,
  Heading,
  History,
  Italic,
  Link,
  ListItem,
  Menu,
  OrderedList,
  Paragraph,
  Subscript,
  Superscript,
  Table,
  TableCell,
  TableHeader,
  TableRow,
  Text,
} from "django-prose-editor/editor";

import { OWN } from "./extensions.js";
import { fromEditor, toEditor } from "./shape.js";
import { TERMS } from "./terms.js";
import { makeToolbar } from "./toolbar.js";

const USUAL = [
  ...[Document, Dropcursor, Gapcursor, Paragraph, Text, HardBreak, History, Menu],
  ...[Bold, Italic, Subscript, Superscript, Blockquote, BulletList, OrderedList, ListItem],
  Heading.configure({ levels: [3, 4] }),
  Link.configure({ enableTarget: false, protocols: ["http", "https", "mailto", "tel"] }),
  ...[Table, TableRow, TableHeader, TableCell],
];

export function makeBox(textarea) {
  const stored = textarea.value;
  textarea.value = toEditor(stored);
  const box = createTextareaEditor(textarea, [...USUAL, ...TERMS, ...OWN]);
  textarea.value = stored; // until somebody changes it
  makeToolbar(box);
  const given = box.getHTML.bind(box);
  box.getHTML = () => fromEditor(given());
  return box;
}
