// Saves a form as it is filled in: on the server, and until the server has it, encrypted on the device.
import { forget, keep, recall } from "./safe.js";

const PAUSE = 800;
const LONGEST_WAIT = 60_000;

/** @param {HTMLFormElement} form */
export function start(form) {
  const id = form.dataset.autosave ?? "";
  const status = /** @type {HTMLElement | null} */ (form.querySelector("[data-autosave-status]"));
  let timer = 0;
  let failures = 0;
  let changes = 0;

  /** @param {"saving" | "saved" | "failed" | "restored"} state */
  function say(state) {
    if (!status) return;
    const time = state === "saved" ? ` ${new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false })}` : "";
    status.setAttribute("role", state === "failed" ? "alert" : "status");
    status.classList.toggle("failed", state === "failed");
    status.textContent = (status.dataset[state] ?? "") + time;
  }

  async function save() {
    const change = changes;
    const answers = read(form);
    // Private windows have no store: the server copy is then the only one.
    await keep(id, answers).catch(() => {});
    if (failures === 0) say("saving");
    try {
      const answer = await fetch(id, {
        method: "POST",
        headers: { accept: "application/json" },
        body: new URLSearchParams(answers),
        keepalive: true,
      });
      if (!answer.ok) return failed(answer.status === 429 || answer.status >= 500);
    } catch {
      return failed(true);
    }
    failures = 0;
    if (change !== changes) return;
    await forget(id).catch(() => {});
    say("saved");
  }

  /** @param {boolean} again whether waiting can help */
  function failed(again) {
    failures += 1;
    say("failed");
    if (!again) return;
    // Waiting longer each time, and never all at once: a server that recovers must not be met by a storm.
    const wait = Math.min(LONGEST_WAIT, 2000 * 2 ** failures) * (0.5 + Math.random());
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }

  function changed() {
    changes += 1;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  // The send carries everything; a later save would only repeat it.
  form.addEventListener("submit", () => clearTimeout(timer));
  addEventListener("online", () => failures > 0 && save());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || changes === 0) return;
    clearTimeout(timer);
    save();
  });

  recall(id).then((answers) => {
    if (!answers || changes > 0) return;
    write(form, answers);
    say("restored");
    changed();
  }).catch(() => {});
}

/** Everything but files, passwords and what the page itself put there. @param {HTMLFormElement} form @returns {[string, string][]} */
function read(form) {
  const secret = new Set([...form.querySelectorAll("[type=password]")].map((input) => /** @type {HTMLInputElement} */ (input).name));
  return [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === "string" && !secret.has(name) ? [/** @type {[string, string]} */ ([name, value])] : [],
  );
}

/** @param {HTMLFormElement} form @param {[string, string][]} answers */
function write(form, answers) {
  const given = new Map();
  for (const [name, value] of answers) given.set(name, [...(given.get(name) ?? []), value]);
  for (const control of /** @type {Iterable<HTMLInputElement>} */ (form.elements)) {
    const values = given.get(control.name);
    if (control.type === "checkbox" || control.type === "radio") control.checked = values?.includes(control.value) ?? false;
    else if (values && !["hidden", "file", "password", "submit", "button"].includes(control.type)) control.value = values.shift() ?? "";
  }
  form.dispatchEvent(new Event("change"));
}
