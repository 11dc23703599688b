// What becomes of a page that is kept: it grows old without a connection, it is replaced, it is taken away.
import { alter } from "./chosen.js";
import { dayInWords } from "./device.js";
import { checkAllWhenDue, checkKept, keptPages, unkeep } from "./kept.js";
import { fill, part } from "./parts.js";

/** renewed: called when the kept copy was older than the page, and is not any more */
export async function lookAfter(address, renewed) {
  if ("offline" in document.documentElement.dataset) tellThatWeAreOffline(address);
  else if ((await checkKept(address)) === "newer") renewed();
}

function tellThatWeAreOffline(address) {
  const notice = part("offline");
  const say = (name, day) => (notice.firstElementChild.textContent = fill(notice.dataset[name], { day }));
  document.querySelector(".opening").prepend(notice);
  say("kept", dayInWords(keptPages()[address].at));
  addEventListener("online", async () => {
    const answer = await checkKept(address);
    if (!(answer in notice.dataset)) return;
    say(answer);
    notice.querySelector("a").hidden = answer === "same";
  });
}

/** On the page that tells why an article is gone. */
export async function removeWhatIsGone() {
  const notice = document.querySelector("[data-gone]");
  const address = notice?.dataset.gone;
  if (location.pathname !== address) return;
  alter(address, { gone: true });
  if (!keptPages()[address]) return;
  await unkeep(address);
  notice.hidden = false;
}

/** On any page: kept pages that were taken away since. */
export async function tellWhatIsGone() {
  for (const title of await checkAllWhenDue()) {
    const notice = part("gone");
    notice.textContent = fill(notice.textContent, { title });
    document.querySelector("main").prepend(notice);
  }
}
