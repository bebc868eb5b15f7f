// A number to the clipboard with one press; the button says that it is done.

/** @param {HTMLButtonElement} button */
export function start(button) {
  if (!navigator.clipboard) return;
  const label = /** @type {HTMLElement} */ (button.querySelector("span"));
  const words = label.textContent;
  label.setAttribute("role", "status");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy ?? "");
    } catch {
      return; // Refused by the browser: the number stands beside the button and can be selected.
    }
    label.textContent = button.dataset.copied ?? "";
    setTimeout(() => (label.textContent = words), 4000);
  });
}
