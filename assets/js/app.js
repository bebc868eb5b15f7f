// Loads only what this page asks for. Without any of it every page still works.

/** What a page may hold, and the module that livens it. @type {[string, string][]} */
const features = [
  ["[data-suggest]", "./suggest.js"],
  ["[data-when]", "./conditions.js"],
  ["[data-autosave]", "./autosave.js"],
  ["[data-upload]", "./upload.js"],
  ["[data-divisions]", "./division.js"],
  ["[data-copy]", "./copy.js"],
  ["[data-read-aloud]", "./read-aloud.js"],
  ["[data-desk]", "./desk.js"],
  ["[data-live-events]", "./live.js"],
];

for (const [selector, module] of features) {
  const found = document.querySelectorAll(selector);
  if (found.length > 0) import(module).then((feature) => found.forEach((element) => feature.start(element)));
}

// After a send that found faults, the summary is what a reader must meet first.
/** @type {HTMLElement | null} */ (document.querySelector("[data-focus]"))?.focus();

const offline = document.querySelector("[data-offline]");
const tell = () => offline?.toggleAttribute("hidden", navigator.onLine);
addEventListener("online", tell);
addEventListener("offline", tell);
tell();

// A shared device keeps nothing of the person who leaves.
for (const form of document.querySelectorAll('form[action="/logout"]')) {
  form.addEventListener("submit", () => indexedDB.deleteDatabase("budayang"));
}
