// The queue by keyboard: j and k walk the rows, Enter opens, a accepts (the row's form marked data-accept).

/** @param {HTMLElement} queue a table with links in its row heads */
export function start(queue) {
  const rows = () => /** @type {HTMLElement[]} */ ([...queue.querySelectorAll("tbody tr")]);
  const current = () => /** @type {HTMLElement | null} */ (queue.querySelector("tr[data-current]"));

  /** @param {HTMLElement | undefined} row */
  function go(row) {
    if (!row) return;
    current()?.removeAttribute("data-current");
    row.setAttribute("data-current", "");
    row.querySelector("a")?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target.closest("input, select, textarea, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const all = rows();
    const at = all.indexOf(/** @type {HTMLElement} */ (current()));
    if (event.key === "j") go(all[Math.min(at + 1, all.length - 1)]);
    else if (event.key === "k") go(all[Math.max(at - 1, 0)]);
    else if (event.key === "Enter" && !target.closest("a, button, summary")) current()?.querySelector("a")?.click();
    else if (event.key === "a") {
      const accept = /** @type {HTMLFormElement | null} */ (current()?.querySelector("form[data-accept]"));
      if (!accept) return;
      accept.requestSubmit();
    } else return;
    if (event.key !== "Enter") event.preventDefault();
  });

  queue.addEventListener("focusin", (event) => {
    const row = /** @type {HTMLElement} */ (event.target).closest("tr");
    if (!row || row === current()) return;
    current()?.removeAttribute("data-current");
    row.setAttribute("data-current", "");
  });
}
