// The editor looks for an element named style with this mark, and adds its own style where there is none, which the
// Content-Security-Policy would refuse. In a namespace of no meaning it is found and styles nothing; see desk.css.
const mark = document.createElementNS("urn:portal", "style");
mark.setAttribute("data-tiptap-style", "");
document.head.append(mark);

// The text box is a plain div to a screen reader until it is named: it takes the label of its textarea.
document.addEventListener("prose-editor:ready", ({ detail: { textarea } }) => {
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  const box = textarea.closest(".prose-editor")?.querySelector("[role=textbox]");
  if (!label || !box) return;
  label.id ||= `${textarea.id}_label`;
  box.setAttribute("aria-labelledby", label.id);
});
