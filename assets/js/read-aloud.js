// Reads the page's text aloud, paragraph by paragraph, with the device's own voice.

/** @param {HTMLButtonElement} button */
export function start(button) {
  if (!("speechSynthesis" in window)) return;
  const words = button.textContent ?? "";
  button.hidden = false;

  function stop() {
    speechSynthesis.cancel();
    button.textContent = words;
    button.setAttribute("aria-pressed", "false");
    document.querySelector("[data-reading]")?.removeAttribute("data-reading");
  }

  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") return stop();
    const parts = passages(/** @type {HTMLElement} */ (document.querySelector("main")));
    if (parts.length === 0) return;
    button.textContent = button.dataset.stop ?? words;
    button.setAttribute("aria-pressed", "true");
    parts.forEach((part, at) => {
      const speech = new SpeechSynthesisUtterance(part.innerText);
      speech.lang = document.documentElement.lang;
      if (document.documentElement.dataset.elder === "on") speech.rate = 0.85;
      speech.onstart = () => {
        document.querySelector("[data-reading]")?.removeAttribute("data-reading");
        part.setAttribute("data-reading", "");
      };
      if (at === parts.length - 1) speech.onend = stop;
      speechSynthesis.speak(speech);
    });
  });
  addEventListener("pagehide", stop);
}

/** The smallest blocks of text that are in sight, in their order. @param {HTMLElement} main */
function passages(main) {
  const blocks = "h1, h2, h3, h4, p, li, dt, dd, th, td, label, legend, figcaption";
  return /** @type {HTMLElement[]} */ ([...main.querySelectorAll(blocks)]).filter(
    (block) => block.offsetParent && !block.querySelector(blocks) && block.innerText.trim() !== "",
  );
}
