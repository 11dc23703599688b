// Pages that a reader has asked to keep on this device, each in a cache of its own with all that it is made of.
import { forget, recall, remember } from "./device.js";
import { articleOf } from "./parts.js";

const CACHE = "kept:";
const DAY = 24 * 60 * 60 * 1000;

/** Facts by address: title, edition, at (when it was kept). */
export function keptPages() {
  return recall("kept", {});
}

export function canKeep() {
  return "serviceWorker" in navigator && "caches" in globalThis;
}

/** companion: the page that lists what is kept, needed to find it again */
export async function keep(address, companion) {
  const answer = await ask(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  const { title, edition } = articleOf(parsed(await answer.clone().text()));
  const found = new Map([[address, answer]]);
  await gather(answer, found);
  if (companion) await fetchInto(found, new URL(companion, location));
  // Nothing is written before all of it is here: half a page helps nobody.
  await caches.delete(CACHE + address);
  const cache = await caches.open(CACHE + address);
  await Promise.all([...found].map(([place, response]) => response && cache.put(place, response)));
  if (!remember("kept", { ...keptPages(), [address]: { title, edition, companion, at: Date.now() } })) {
    await caches.delete(CACHE + address);
    throw new Error("nothing can be remembered");
  }
  if (!recall("kept_checked")) remember("kept_checked", Date.now());
  await navigator.serviceWorker.register("/service-worker.js");
  await navigator.serviceWorker.ready;
}

export async function unkeep(address) {
  const { [address]: gone, ...others } = keptPages();
  remember("kept", others);
  await caches.delete(CACHE + address);
  if (!Object.keys(others).length) await endWorker();
}

export async function unkeepAll() {
  forget("kept", "kept_checked");
  if (!canKeep()) return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(CACHE)).map((name) => caches.delete(name)));
  await endWorker();
}

/** Asks the portal about a kept page: "same", "newer" (and then the new words are kept), "gone", "missing" or "unreachable". */
export async function checkKept(address) {
  const { edition, companion } = keptPages()[address];
  try {
    const answer = await ask(address);
    if (answer.status === 410) {
      await unkeep(address);
      return "gone";
    }
    if (answer.status === 404) return "missing";
    if (!answer.ok) return "unreachable";
    const isSame = articleOf(parsed(await answer.text()))?.edition === edition;
    if (isSame && (await caches.has(CACHE + address))) return "same";
    await keep(address, companion);
    return isSame ? "same" : "newer";
  } catch {
    return "unreachable";
  }
}

/** Once a day, wherever the reader is: a page may have been recalled. Gives the titles of those that are gone. */
export async function checkAllWhenDue() {
  const kept = Object.entries(keptPages());
  if (!kept.length || Date.now() - recall("kept_checked", 0) < DAY) return [];
  const gone = [];
  for (const [address, { title }] of kept) {
    const said = await checkKept(address);
    if (said === "unreachable") return gone;
    if (said === "gone") gone.push(title);
  }
  remember("kept_checked", Date.now());
  return gone;
}

/** Without the browser's own cache, which may hold an older answer. */
function ask(address) {
  return fetch(address, { cache: "no-cache", credentials: "omit" });
}

function parsed(markup) {
  return new DOMParser().parseFromString(markup, "text/html");
}

async function endWorker() {
  const registration = await navigator.serviceWorker.getRegistration("/");
  await registration?.unregister();
}

/** Puts everything that an answer refers to, and what that refers to, into ``found``. */
async function gather(answer, found) {
  const kind = answer.headers.get("Content-Type") ?? "";
  if (!/html|css|javascript/.test(kind)) return;
  const text = await answer.clone().text();
  const names = kind.includes("html") ? namesInPage(text) : namesInCode(text);
  const places = names.map((name) => new URL(name, answer.url));
  const ours = places.filter((place) => place.origin === location.origin);
  await Promise.all(ours.map((place) => fetchInto(found, place)));
}

async function fetchInto(found, place) {
  const address = place.pathname + place.search;
  if (found.has(address)) return;
  found.set(address, undefined);
  const answer = await fetch(address, { credentials: "omit" });
  if (!answer.ok) return;
  found.set(address, answer);
  await gather(answer, found);
}

function namesInPage(markup) {
  const parts = parsed(markup).querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], img[src]");
  return [...parts].map((part) => part.getAttribute(part.tagName === "LINK" ? "href" : "src"));
}

/** Of a stylesheet or a module. */
function namesInCode(code) {
  const names = code.matchAll(/url\(\s*["']?([^"')]+)|\b(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g);
  return [...names].map(([, inStyle, inScript]) => inStyle ?? inScript).filter((name) => !name.startsWith("data:"));
}
