/** Calls ``ready`` once there is a voice on this device; some browsers load theirs late, some have none. */
export function whenThereIsAVoice(ready) {
  if (!("speechSynthesis" in globalThis)) return;
  const look = () => {
    if (!voice()) return;
    speechSynthesis.removeEventListener?.("voiceschanged", look);
    ready();
  };
  speechSynthesis.addEventListener?.("voiceschanged", look);
  look();
}

/** Only a voice that speaks on the device itself: others send what is read to somebody else. */
export function voice() {
  const { lang } = document.documentElement;
  return speechSynthesis.getVoices().find(
    (one) => one.localService && one.lang.toLowerCase().split(/[-_]/)[0] === lang.split("-")[0],
  );
}
