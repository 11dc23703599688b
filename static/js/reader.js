// Improvements to pages that work without them. Each stands alone: where one fails, the others go on.
import { tellWhatChanged } from "./changed.js";
import { followContents } from "./contents.js";
import { removeWhatIsGone, tellWhatIsGone } from "./look_after.js";
import { showMyPages } from "./my_pages.js";
import { offerSettings } from "./panel.js";
import { showTools } from "./tools.js";

for (const begin of [offerSettings, showTools, followContents, tellWhatChanged, showMyPages, removeWhatIsGone, tellWhatIsGone]) {
  Promise.resolve().then(begin).catch(reportError);
}
