// The page “My pages”: what the reader has chosen, in the reader's order, with the reader's questions.
import { alter, chosenPages, move, unchoose } from "./chosen.js";
import { dayInWords, forget } from "./device.js";
import { checkKept, keptPages, unkeep } from "./kept.js";
import { fill, part } from "./parts.js";
import { showTogether } from "./together.js";

/** place: where the page says without a script that it needs one */
export function showMyPages(place) {
  place.replaceChildren(part("my-pages"));
  const said = place.querySelector("[role=status]");
  const redraw = () => {
    showChosen(place, said, redraw);
    showKept(place, redraw);
  };
  offerToRemoveAll(place, redraw);
  document.addEventListener("portal:forgotten", redraw);
  addEventListener("hashchange", () => {
    redraw();
    showTogether(place);
  });
  redraw();
  showTogether(place);
  checkWhatIsKept(said, redraw);
}

function showChosen(place, said, redraw) {
  const pages = chosenPages();
  place.querySelector("[data-empty]").hidden = pages.length > 0;
  place.querySelector("[data-chosen]").hidden = pages.length === 0;
  place.querySelector("ol").replaceChildren(...pages.map((page, at) => row(page, at, pages.length, said, redraw)));
}

function row(page, at, count, said, redraw) {
  const item = part("my-page");
  link(item, page);
  item.querySelector("[data-is-gone]").hidden = !page.gone;
  const note = item.querySelector("textarea");
  note.value = page.note;
  note.addEventListener("input", () => {
    said.textContent = alter(page.address, { note: note.value }) ? "" : said.dataset.full;
  });
  const act = (name, change) => {
    const button = item.querySelector(`[data-act=${name}]`);
    button.querySelector(".unseen").textContent = page.title;
    button.addEventListener("click", () => {
      const rows = item.parentElement;
      change();
      redraw();
      focusAfter(rows, page, name, at);
      said.textContent = fill(said.dataset[name], { title: page.title });
    });
    return button;
  };
  act("up", () => move(page.address, -1)).hidden = at === 0;
  act("down", () => move(page.address, 1)).hidden = at === count - 1;
  act("remove", () => unchoose(page.address));
  return item;
}

/** The same button again, wherever its page has gone; otherwise the nearest thing that is still there. */
function focusAfter(rows, page, name, at) {
  const moved = chosenPages().findIndex(({ address }) => address === page.address);
  const item = rows.children[moved] ?? rows.children[Math.min(at, rows.children.length - 1)];
  const button = item?.querySelector(`[data-act=${name}]:not([hidden])`) ?? item?.querySelector("button:not([hidden])");
  (button ?? document.querySelector("main")).focus();
}

function link(item, { address, title }) {
  const anchor = item.querySelector("a");
  anchor.href = address;
  anchor.textContent = title;
}

function offerToRemoveAll(place, redraw) {
  const [all, sure] = [place.querySelector("[data-all]"), place.querySelector("[data-sure]")];
  const asking = (isAsking) => {
    all.hidden = isAsking;
    sure.hidden = !isAsking;
    (isAsking ? sure.querySelector("button") : all).focus();
  };
  all.addEventListener("click", () => asking(true));
  sure.addEventListener("click", ({ target }) => {
    const answer = target.closest("button")?.value;
    if (!answer) return;
    asking(false);
    if (answer !== "yes") return;
    forget("pages");
    redraw();
    document.querySelector("main").focus();
  });
}

function showKept(place, redraw) {
  const kept = Object.entries(keptPages());
  const shelf = place.querySelector("[data-kept]");
  shelf.hidden = !kept.length;
  const items = kept.map(([address, { title, at }]) => {
    const item = part("kept-page");
    link(item, { address, title });
    const day = item.querySelector("[data-day]");
    day.textContent = fill(day.textContent, { day: dayInWords(at) });
    const button = item.querySelector("button");
    button.querySelector(".unseen").textContent = title;
    button.addEventListener("click", async () => {
      await unkeep(address);
      redraw();
      document.querySelector("main").focus();
    });
    return item;
  });
  shelf.querySelector("ul").replaceChildren(...items);
}

/** Asks once, when the page is opened, what has become of the kept pages. */
async function checkWhatIsKept(said, redraw) {
  const told = [];
  for (const [address, { title }] of Object.entries(keptPages())) {
    const answer = await checkKept(address);
    if (answer === "gone") alter(address, { gone: true });
    if (answer in said.dataset) told.push(fill(said.dataset[answer], { title }));
  }
  if (!told.length) return;
  redraw();
  said.textContent = told.join(" ");
}
