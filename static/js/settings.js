// In the head and not a module, so that the page is never painted before it looks as the reader chose.
try {
  Object.assign(document.documentElement.dataset, JSON.parse(localStorage.getItem("portal.settings")));
} catch {
  // Storage is refused or spoilt: the page follows the system.
}
