// What is remembered, on this device and nowhere else.
const PREFIX = "portal.";

export function recall(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** False where the browser refuses to store anything. */
export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function forget(...names) {
  for (const name of names) {
    try {
      localStorage.removeItem(PREFIX + name);
    } catch {
      return;
    }
  }
}

// As the pages write days: the browser would take plain English for American, and Arabic for other figures.
const LOCALES = { en: "en-GB" };

export function dayInWords(moment) {
  const { lang } = document.documentElement;
  const locale = `${LOCALES[lang] ?? lang}-u-nu-latn`;
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" }).format(new Date(moment));
}
