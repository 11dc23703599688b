// “Since you were last here, this page changed.” Which edition was read last stays on this device.
import { recall, remember } from "./device.js";
import { articleOf, part } from "./parts.js";

export function tellWhatChanged() {
  const article = articleOf(document);
  if (!article) return;
  const visit = thisVisit(article);
  if (visit.from) document.querySelector(".opening").append(notice(visit.from));
}

/** Remembers this visit. It goes on telling the change for the rest of the day, so that a reload does not lose it. */
function thisVisit({ code, edition }) {
  const visits = recall("read", {});
  const last = visits[code];
  const today = new Date().toDateString();
  let visit = { edition };
  if (last && edition > last.edition) visit = { edition, from: last.edition, on: today };
  else if (last?.on === today) visit = last;
  remember("read", { ...visits, [code]: visit });
  return visit;
}

function notice(from) {
  const told = part("changed");
  for (const note of told.querySelectorAll("[data-number]")) {
    if (Number(note.dataset.number) <= from) note.remove();
  }
  const link = told.querySelector("a");
  link.href = link.dataset.since + from;
  return told;
}
