// Picking a division level by level without a page load. The level chosen last is the answer.

/** @typedef {{ code: string, name: string }} Division */

/** @param {HTMLElement} picker */
export function start(picker) {
  const button = /** @type {HTMLButtonElement} */ (picker.querySelector(`button[name$=".next"]`));
  button.hidden = true;
  picker.addEventListener("change", async (event) => {
    const select = /** @type {HTMLSelectElement} */ (event.target);
    const level = select.closest("label");
    if (!level) return;
    clear(level);
    const code = select.value;
    if (code === "") return;
    picker.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`/divisions/${encodeURIComponent(code)}/children?until=${picker.dataset.until ?? "village"}`, { headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const children = /** @type {Division[]} */ (await answer.json());
      if (select.value !== code) return; // Changed again meanwhile: that answer is on its way.
      clear(level);
      if (children.length > 0) level.after(next(level, select, children, picker.dataset.choose ?? ""));
      picker.querySelector("[role=alert]")?.remove();
    } catch {
      button.hidden = false; // The way without script still works.
      const alert = document.createElement("p");
      alert.className = "field-error";
      alert.setAttribute("role", "alert");
      alert.textContent = picker.dataset.failed ?? "";
      picker.querySelector("[role=alert]")?.remove();
      picker.append(alert);
    } finally {
      picker.removeAttribute("aria-busy");
    }
  });
}

/** Takes away the levels below. @param {Element} level */
function clear(level) {
  while (level.nextElementSibling?.matches("label")) level.nextElementSibling.remove();
}

/** @param {Element} level @param {HTMLSelectElement} select @param {Division[]} children @param {string} choose */
function next(level, select, children, choose) {
  const label = /** @type {HTMLElement} */ (level.cloneNode(true));
  const caption = label.querySelector(".field-hint");
  if (caption) caption.textContent = select.selectedOptions[0].text;
  const below = /** @type {HTMLSelectElement} */ (label.querySelector("select"));
  below.replaceChildren(new Option(choose, ""), ...children.map(({ code, name }) => new Option(name, code)));
  return label;
}
