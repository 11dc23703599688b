// The reader's own list of pages, in order, each with a note.
import { recall, remember } from "./device.js";

export function chosenPages() {
  return recall("pages", []);
}

export function isChosen(address) {
  return chosenPages().some((page) => page.address === address);
}

export function choose({ address, title }) {
  return isChosen(address) || remember("pages", [...chosenPages(), { address, title, note: "" }]);
}

export function unchoose(address) {
  remember("pages", chosenPages().filter((page) => page.address !== address));
}

/** Changes what is remembered of one page, and nothing that another tab has done to the rest. */
export function alter(address, facts) {
  return remember("pages", chosenPages().map((page) => (page.address === address ? { ...page, ...facts } : page)));
}

/** by: -1 is one place up, 1 is one place down */
export function move(address, by) {
  const pages = chosenPages();
  const at = pages.findIndex((page) => page.address === address);
  const to = at + by;
  if (at < 0 || to < 0 || to >= pages.length) return;
  [pages[at], pages[to]] = [pages[to], pages[at]];
  remember("pages", pages);
}
