// Improvements to pages that work without them. Each stands alone: where one fails, the others go on.
import { tellWhatChanged } from "./changed.js";
import { followContents } from "./contents.js";
import { removeWhatIsGone, tellWhatIsGone } from "./look_after.js";
import { offerSettings } from "./panel.js";
import { showTools } from "./tools.js";

async function showMyPages() {
  const place = document.querySelector("[data-my-pages]");
  if (place) (await import("./my_pages.js")).showMyPages(place);
}

async function suggestPages() {
  const forms = document.querySelectorAll("[data-suggestions]");
  if (!forms.length) return;
  const { suggestWhileTyping } = await import("./suggestions.js");
  forms.forEach(suggestWhileTyping);
}

for (const begin of [offerSettings, showTools, followContents, tellWhatChanged, showMyPages, suggestPages, removeWhatIsGone, tellWhatIsGone]) {
  Promise.resolve().then(begin).catch(reportError);
}
