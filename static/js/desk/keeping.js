// What is typed is kept every few seconds, and who else has the draft open is told: one request for both.
const SOON = 3000; // milliseconds from a change until it is kept
const BEAT = 10000; // between two words to the portal where nothing was typed
const PATIENCE = 20000; // until an answer is given up

const bar = document.querySelector("[data-keep]");
const form = bar.closest("form");
const [at, told, said] = ["at", "told", "said"].map((name) => bar.querySelector(`[data-${name}]`));
let isChanged = "unsaved" in bar.dataset || [...form.elements].some(isTyped);
let isAway = false; // the page is being left
let waiting, asking, state;

for (const name of ["input", "change"]) form.addEventListener(name, changed);
for (const name of ["formset:added", "formset:removed"]) document.addEventListener(name, changed);
document.addEventListener("visibilitychange", () => isAway || tell());
addEventListener("online", () => tell());
addEventListener("pagehide", leave);
addEventListener("pageshow", ({ persisted }) => persisted && comeBack());
form.addEventListener("submit", stopBeforeSaving);
wait(0);

function changed() {
  if (!isChanged) wait(SOON);
  isChanged = true;
}

/** Whether something else stands in the field than came with the page: typed before this script, or kept by the browser. */
function isTyped(field) {
  if (!field.name || field.name.includes("__prefix__") || field.type === "file" || field.closest(".selector")) return false;
  if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
  if (!field.matches("select")) return "defaultValue" in field && field.value !== field.defaultValue;
  const chosen = [...field.options].filter((option) => option.defaultSelected);
  const begun = chosen.length || field.multiple ? chosen : [...field.options].slice(0, 1);
  return [...field.options].some((option) => option.selected !== begun.includes(option));
}

function wait(time) {
  clearTimeout(waiting);
  waiting = setTimeout(tell, time);
}

/** One at a time. In the background browsers let it run once a minute, which is enough. */
async function tell() {
  if (asking || isAway) return;
  clearTimeout(waiting);
  const sends = isChanged;
  isChanged = false;
  try {
    asking = ask(sends ? words() : named());
    show(await asking);
  } catch (fault) {
    isChanged ||= sends;
    if (!isAway) showFault(fault, sends);
  } finally {
    asking = undefined;
    if (!isAway) wait(isChanged ? SOON : BEAT);
  }
}

async function ask(body) {
  const response = await fetch(bar.dataset.keep, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE) });
  if (response.redirected) throw { sentence: bar.dataset.signedOut };
  if (response.status === 403) return renewed(body);
  if (!response.headers.get("Content-Type")?.includes("json")) throw { sentence: bar.dataset.fault };
  const answer = await response.json();
  if (!response.ok) throw { sentence: answer.fault };
  return answer;
}

/** After a new sign-in the form needs its new token, with which it can be saved as well. */
async function renewed(body) {
  const response = await fetch(bar.dataset.keep, { signal: AbortSignal.timeout(PATIENCE) });
  if (response.redirected || !response.ok) throw { sentence: bar.dataset.signedOut };
  const { token } = await response.json();
  if (token === undefined || body.has("again")) throw { sentence: bar.dataset.fault };
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  body.set("csrfmiddlewaretoken", token);
  body.set("again", "1");
  return ask(body);
}

/** All that stands in the form but files. Of two lists side by side, all that was moved to the second is chosen. */
function words() {
  const entries = [...new FormData(form)].filter(([, value]) => !(value instanceof File));
  const body = new URLSearchParams(entries);
  for (const list of form.querySelectorAll(".selector-chosen select")) {
    body.delete(list.name);
    for (const option of list.options) body.append(list.name, option.value);
  }
  body.set("changed", "1");
  return body;
}

function named() {
  const names = ["csrfmiddlewaretoken", "window", "version"].filter((name) => form.elements[name]);
  return new URLSearchParams(names.map((name) => [name, form.elements[name].value]));
}

function show(answer) {
  put(told, answer.told.join(" "));
  if (answer.kept) {
    at.textContent = answer.kept;
    if (state !== "kept") say(state === "fault" ? bar.dataset.again : bar.dataset.begun);
    state = "kept";
  } else if (state === "fault") {
    at.textContent = "";
    state = undefined;
  }
  bar.classList.remove("keeping--fault");
}

/** Where nothing was typed, nothing can be lost, and nobody is troubled. */
function showFault({ sentence = bar.dataset.fault }, sends) {
  if (!sends && sentence === bar.dataset.fault) return;
  at.textContent = sentence;
  bar.classList.add("keeping--fault");
  if (state !== "fault") say(sentence);
  state = "fault";
}

/** A screen reader hears what is new, and not the time every few seconds. */
function say(sentence) {
  put(said, sentence);
}

function put(place, sentence) {
  if (place.textContent !== sentence) place.textContent = sentence;
}

/** What is on its way must not arrive after the words were saved, and be offered again. */
function stopBeforeSaving(event) {
  if (event.defaultPrevented) return;
  isAway = true;
  clearTimeout(waiting);
  if (!asking) return;
  event.preventDefault();
  const { submitter } = event;
  asking.catch(() => {}).finally(() => form.requestSubmit(submitter));
}

function leave() {
  isAway = true;
  clearTimeout(waiting);
  const body = named();
  body.set("left", "1");
  fetch(bar.dataset.keep, { method: "POST", body, keepalive: true }).catch(() => {});
}

function comeBack() {
  isAway = false;
  wait(0);
}
