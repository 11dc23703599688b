// The row below the title: listen, add to my pages, keep on this device.
import { choose, isChosen, unchoose } from "./chosen.js";
import { dayInWords } from "./device.js";
import { canKeep, keep, keptPages, unkeep } from "./kept.js";
import { lookAfter } from "./look_after.js";
import { articleOf, fill } from "./parts.js";
import { whenThereIsAVoice } from "./voices.js";

export function showTools() {
  const row = document.querySelector(".tools");
  if (!row) return;
  const article = articleOf(document);
  const said = row.querySelector(".tools__said");
  const button = (name) => row.querySelector(`[data-tool=${name}]`);

  offerToListen(button("listen"));
  offerToChoose(button("choose"), row.querySelector("[data-chosen]"), article);
  if (canKeep()) offerToKeep(button("keep"), said, article);
  else button("keep").remove();
  row.hidden = false;
}

function offerToListen(button) {
  let Reading;
  let reading;
  const close = () => {
    reading = undefined;
    button.setAttribute("aria-pressed", false);
    button.focus({ preventScroll: true });
  };
  button.addEventListener("click", () => {
    if (reading) return reading.stop();
    button.setAttribute("aria-pressed", true);
    reading = new Reading(close);
    return reading.play();
  });
  whenThereIsAVoice(async () => {
    // Not when the button is pressed: some browsers only speak at once upon it.
    ({ Reading } = await import("./listen.js"));
    button.hidden = false;
  });
}

function offerToChoose(button, isThere, article) {
  const show = () => {
    const chosen = isChosen(article.address);
    button.textContent = chosen ? button.dataset.undo : button.dataset.do;
    isThere.hidden = !chosen;
  };
  button.addEventListener("click", () => {
    if (isChosen(article.address)) unchoose(article.address);
    else choose(article);
    show();
  });
  document.addEventListener("portal:forgotten", show);
  show();
}

function offerToKeep(button, said, article) {
  const { address } = article;
  const say = (name, blanks = {}) => (said.textContent = name ? fill(said.dataset[name], blanks) : "");
  const show = () => {
    const kept = keptPages()[address];
    button.textContent = kept ? button.dataset.undo : button.dataset.do;
    say(kept && "kept", { day: kept && dayInWords(kept.at) });
  };
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await (keptPages()[address] ? unkeep(address) : keep(address, button.dataset.companion));
      show();
    } catch {
      say("failed");
    }
    button.disabled = false;
    button.focus();
  });
  document.addEventListener("portal:forgotten", show);
  show();
  if (keptPages()[address]) lookAfter(address, () => (show(), say("renewed")));
}
