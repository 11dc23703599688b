// Text and colours: set by the reader, kept on this device. Nothing chosen means: as the system says.
import { forget, recall, remember } from "./device.js";
import { unkeepAll } from "./kept.js";
import { part } from "./parts.js";

export function offerSettings() {
  const button = document.querySelector("[data-panel]");
  if (!button) return;
  const panel = part("settings");
  panel.hidden = true;
  button.closest("header").append(panel);

  const open = (isOpen) => {
    panel.hidden = !isOpen;
    button.setAttribute("aria-expanded", isOpen);
    (isOpen ? panel.querySelector("input:checked") : button).focus();
  };
  button.addEventListener("click", () => open(panel.hidden));
  panel.addEventListener("keydown", (event) => event.key === "Escape" && open(false));
  panel.querySelector("[data-close]").addEventListener("click", () => open(false));
  listenToChoices(panel);
  offerToForget(panel);
  button.hidden = false;
}

function listenToChoices(panel) {
  const choices = recall("settings", {});
  for (const input of panel.querySelectorAll("input")) {
    input.checked = input.value === (choices[input.name] ?? "");
    input.addEventListener("change", () => set(input.name, input.value));
  }
}

function set(name, value) {
  const choices = { ...recall("settings", {}), [name]: value };
  if (!value) delete choices[name];
  remember("settings", choices);
  const { dataset } = document.documentElement;
  if (value) dataset[name] = value;
  else delete dataset[name];
}

function offerToForget(panel) {
  const [ask, sure, said] = ["ask", "sure", "said"].map((name) => panel.querySelector(`[data-forget=${name}]`));
  const asking = (isAsking) => {
    ask.hidden = isAsking;
    sure.hidden = !isAsking;
  };
  ask.addEventListener("click", () => {
    said.textContent = "";
    asking(true);
    sure.querySelector("button").focus();
  });
  sure.addEventListener("click", async ({ target }) => {
    const answer = target.closest("button")?.value;
    if (!answer) return;
    if (answer === "yes") {
      await forgetEverything();
      said.textContent = said.dataset.done;
    }
    asking(false);
    ask.focus();
  });
}

async function forgetEverything() {
  forget("read", "pages", "speed");
  await unkeepAll();
  document.dispatchEvent(new Event("portal:forgotten"));
}
