// Suggestions under a search box: a combobox with a list, after the ARIA Authoring Practices.

let count = 0;

/** @param {HTMLFormElement} form */
export function start(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]"));
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `suggestions-${++count}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector("label")?.textContent ?? "");
  list.hidden = true;
  form.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let typed = "";
  let chosen = -1;
  let timer = 0;
  let asked = new AbortController();

  /** @param {number} index of the option to mark, or -1 for none */
  function mark(index) {
    chosen = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = list.children[index];
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    input.value = option?.textContent ?? typed;
  }

  function close() {
    chosen = -1;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  /** @param {string[]} words */
  function show(words) {
    list.replaceChildren(
      ...words.slice(0, 8).map((word, at) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${at}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = word;
        return option;
      }),
    );
    chosen = -1;
    list.hidden = words.length === 0;
    input.setAttribute("aria-expanded", String(words.length > 0));
    input.removeAttribute("aria-activedescendant");
  }

  async function ask() {
    typed = input.value;
    asked.abort();
    asked = new AbortController();
    if (typed.trim() === "") return close();
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: asked.signal });
      if (answer.ok && document.activeElement === input) show(await answer.json());
    } catch {
      close(); // No suggestions is no fault: the search itself still works.
    }
  }

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    // While pinyin is being composed the letters are not yet a word.
    if (!(/** @type {InputEvent} */ (event).isComposing)) timer = setTimeout(ask, 150);
  });
  input.addEventListener("compositionend", ask);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const last = list.children.length - 1;
    if (event.key === "Escape" && !list.hidden) {
      input.value = typed;
      close();
    } else if (event.key === "ArrowDown" && last >= 0) {
      if (list.hidden) show([...list.children].map((option) => option.textContent ?? ""));
      mark(chosen === last ? -1 : chosen + 1);
    } else if (event.key === "ArrowUp" && !list.hidden) {
      mark(chosen === -1 ? last : chosen - 1);
    } else return;
    event.preventDefault();
  });
  // Before blur takes the list away.
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = /** @type {Element} */ (event.target).closest("li");
    if (!option) return;
    input.value = option.textContent ?? "";
    form.requestSubmit();
  });
}
