// A pack is put together without leaving the page: each small button asks for the form as it would be sent, and takes over
// the part with the pages. A page is dragged by its handle, with a mouse, a pen or a finger.
const form = document.querySelector("[data-packing]");
const WAIT = 300; // milliseconds after the last letter, before pages are looked for
let asked = 0;
let timer;

if (form) begin();
for (const button of document.querySelectorAll("[data-copy]")) copies(button);

function begin() {
  prepare();
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || ["_save", "_preview"].includes(button.name)) return;
    event.preventDefault();
    step(button.name, button.value);
  });
  form.addEventListener("input", ({ target }) => {
    if (target.name !== "q") return;
    clearTimeout(timer);
    timer = setTimeout(() => step("_find", "1"), WAIT);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.name !== "q") return;
    event.preventDefault();
    clearTimeout(timer);
    step("_find", "1");
  });
  form.addEventListener("change", ({ target }) => target.name === "held" && step("_find", "1"));
  form.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (handle && event.button === 0) hold(handle, event);
  });
  const field = form.querySelector("[name=q]");
  if (field.value !== field.defaultValue) step("_find", "1"); // typed before this script had come
}

/** Asks for the form one step on. Where nothing comes back, all stays as it is, and somebody is told. */
async function step(name, value) {
  clearTimeout(timer);
  const turn = ++asked;
  const body = new FormData(form);
  body.append(name, value);
  let answer;
  try {
    const response = await fetch(form.action, { method: "POST", body });
    if (response.ok && !response.redirected) answer = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    answer = undefined;
  }
  if (turn !== asked) return;
  const pages = answer?.querySelector("[data-pages]");
  if (!pages) {
    form.querySelector("[data-pages] [data-told]").textContent = form.dataset.away;
    return;
  }
  takeOver(pages, name, value);
}

function takeOver(pages, name, value) {
  const place = form.querySelector("[data-pages]");
  const field = form.querySelector("[name=q]");
  const typed = field.value;
  const isTyping = document.activeElement === field;
  const caret = field.selectionStart;
  const scroll = scrollY;
  place.replaceChildren(...document.importNode(pages, true).childNodes);
  prepare();
  const next = form.querySelector("[name=q]");
  next.value = typed;
  scrollTo({ top: scroll, behavior: "instant" });
  if (isTyping) {
    next.focus();
    next.setSelectionRange(caret, caret);
  } else focusAfter(name, Number(value));
  form.dispatchEvent(new Event("change")); // so that it is kept
}

/** The focus goes along with the page that moved; what is gone leaves it to its neighbour. */
function focusAfter(name, value) {
  const rows = rowsNow();
  if (name === "_add") {
    tell(rows.at(-1), rows);
    return form.querySelector("[name=q]").focus();
  }
  if (name === "_remove") {
    const row = rows[Math.min(value, rows.length) - 1];
    return (row?.querySelector("[name=_remove]") ?? form.querySelector("[name=q]")).focus();
  }
  if (!["_up", "_down"].includes(name)) return;
  const row = rows[value - 1 + (name === "_up" ? -1 : 1)] ?? rows[value - 1];
  const button = row.querySelector(`[name=${name}]`);
  (button.disabled ? row.querySelector("[name=_up]:enabled, [name=_down]:enabled") : button)?.focus();
  tell(row, rows);
}

function rowsNow() {
  return [...form.querySelectorAll("[data-row]")];
}

function prepare() {
  for (const handle of form.querySelectorAll("[data-handle]")) handle.hidden = false;
}

function tell(row, rows) {
  const told = form.querySelector("[data-pages] [data-told]");
  const blanks = { title: row.dataset.title, place: rows.indexOf(row) + 1, count: rows.length };
  told.textContent = told.dataset.moved.replace(/\{(\w+)\}/g, (blank, name) => blanks[name] ?? blank);
}

function hold(handle, event) {
  event.preventDefault();
  const row = handle.closest("[data-row]");
  const release = new AbortController();
  const { signal } = release;
  let before;
  handle.setPointerCapture(event.pointerId);
  row.classList.add("packing__held");
  handle.addEventListener("pointermove", ({ clientY }) => (before = aim(row, clientY)), { signal });
  handle.addEventListener("pointerup", () => letGo(true), { signal });
  handle.addEventListener("pointercancel", () => letGo(false), { signal });

  function letGo(isWanted) {
    release.abort();
    row.classList.remove("packing__held");
    for (const one of rowsNow()) one.style.translate = "";
    if (!isWanted || before === undefined) return;
    if (before) before.before(row);
    else row.parentElement.append(row);
    const place = rowsNow().indexOf(row);
    step("_find", "1").then(() => tell(rowsNow()[place], rowsNow()));
  }
}

/** The row before which the held one would come to stand; null for the end. Those behind it make room. */
function aim(row, y) {
  const others = rowsNow().filter((one) => one !== row);
  const middle = (one) => one.offsetTop + one.offsetHeight / 2;
  const top = row.parentElement.getBoundingClientRect().top - row.parentElement.offsetTop;
  const before = others.find((one) => y - top < middle(one)) ?? null;
  for (const one of others) one.style.translate = before && others.indexOf(one) >= others.indexOf(before) ? "0 6px" : "";
  return before;
}

function copies(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.parentElement.querySelector("[data-copied]").textContent = button.dataset.done;
  });
}
