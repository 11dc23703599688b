// Reads the article aloud, block by block, and shows where it is.
import { recall, remember } from "./device.js";
import { part } from "./parts.js";
import { piecesOf, rangeOf } from "./pieces.js";
import { voice } from "./voices.js";

const READ_ALOUD = ".opening > h1, .opening > .lead, .opening > .notice--strong, .words > *";
const SPEEDS = [0.75, 1, 1.25, 1.5];

/** A reading of the page. ``closed`` is called when it ends, whoever ended it. */
export class Reading {
  constructor(closed) {
    this.closed = closed;
    this.pieces = [...document.querySelectorAll(READ_ALOUD)].flatMap(piecesOf);
    this.at = 0;
    this.turn = 0;
    this.follows = true;
    this.speed = SPEEDS.includes(recall("speed")) ? recall("speed") : 1;
    this.showControls();
    this.listenForOthers();
  }

  showControls() {
    this.controls = part("listen");
    this.pauseButton = this.controls.querySelector("[data-listen=pause]");
    const speed = this.controls.querySelector("select");
    speed.value = this.speed;
    speed.addEventListener("change", () => this.setSpeed(Number(speed.value)));
    this.pauseButton.addEventListener("click", () => (this.isSpeaking ? this.pause() : this.play()));
    this.controls.querySelector("[data-listen=stop]").addEventListener("click", () => this.stop());
    this.controls.addEventListener("keydown", (event) => event.key === "Escape" && this.stop());
    document.querySelector(".tools").append(this.controls);
    this.pauseButton.focus({ preventScroll: true });
  }

  listenForOthers() {
    this.abort = new AbortController();
    const { signal } = this.abort;
    addEventListener("pagehide", () => this.stop(), { signal });
    // Whoever scrolls wants to look elsewhere: the page stays there until the reading is continued.
    for (const sign of ["wheel", "touchmove"]) {
      addEventListener(sign, () => (this.follows = false), { signal, passive: true });
    }
  }

  play() {
    this.isSpeaking = this.follows = true;
    this.pauseButton.textContent = this.pauseButton.dataset.pause;
    this.speak();
  }

  /** Ends the voice and remembers the block: the browser's own pause ends the reading for good on many phones. */
  pause() {
    this.isSpeaking = false;
    this.turn += 1;
    speechSynthesis.cancel();
    this.pauseButton.textContent = this.pauseButton.dataset.continue;
  }

  stop() {
    this.pause();
    this.abort.abort();
    this.unmark();
    this.controls.remove();
    this.closed();
  }

  setSpeed(speed) {
    this.speed = speed;
    remember("speed", speed);
    if (this.isSpeaking) this.speak();
  }

  speak() {
    this.turn += 1;
    const { turn } = this;
    speechSynthesis.cancel();
    const piece = this.pieces[this.at];
    if (!piece) return this.stop();
    this.show(piece);
    // Kept here, or Chromium forgets it before it tells that it has ended.
    this.words = new SpeechSynthesisUtterance(piece.text);
    const own = voice();
    Object.assign(this.words, { voice: own, lang: own?.lang ?? document.documentElement.lang, rate: this.speed });
    const mine = (act) => (event) => turn === this.turn && act(event);
    this.words.onboundary = mine((event) => event.name !== "sentence" && this.showWord(piece, event));
    this.words.onend = mine(() => this.next());
    this.words.onerror = mine(() => this.pause());
    return speechSynthesis.speak(this.words);
  }

  next() {
    this.at += 1;
    this.speak();
  }

  show({ block, section }) {
    this.unmark();
    section.dataset.spoken = "";
    for (let details = block.closest("details"); details; details = details.parentElement.closest("details")) {
      details.open = true;
    }
    const { top, bottom } = block.getBoundingClientRect();
    const isInSight = top >= 0 && bottom <= innerHeight - this.controls.offsetHeight;
    if (this.follows && !isInSight) block.scrollIntoView({ block: "center" });
  }

  showWord(piece, { charIndex, charLength }) {
    const length = charLength || piece.text.slice(charIndex).search(/\s|$/);
    const range = rangeOf(piece, charIndex, charIndex + length);
    if (range && globalThis.CSS?.highlights) CSS.highlights.set("spoken", new Highlight(range));
  }

  unmark() {
    globalThis.CSS?.highlights?.delete("spoken");
    for (const section of document.querySelectorAll("[data-spoken]")) delete section.dataset.spoken;
  }
}
