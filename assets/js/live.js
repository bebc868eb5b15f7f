// An open live page: hears that something is new, waits a little so that not everybody asks at once, then takes the new
// entries out of the page that is rendered for all. It says when it last did.

/** Listeners ask over this many milliseconds. */
const SPREAD = 3_000;

/** @param {HTMLElement} place */
export function start(place) {
  const state = /** @type {HTMLElement | null} */ (document.querySelector("[data-live-state]"));
  const source = new EventSource(place.dataset.liveEvents ?? "");
  let known = /** @type {string | null} */ (null);
  let last = new Date();

  /** @param {boolean} connected */
  function say(connected) {
    if (!state) return;
    const time = last.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false, timeZone: "Asia/Shanghai" });
    state.textContent = `${connected ? state.dataset.connected : state.dataset.lost} ${time}`;
  }

  async function renew() {
    const answer = await fetch(location.href, { headers: { accept: "text/html" }, cache: "no-cache" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const entries = page.getElementById(place.id);
    if (!entries) return;
    place.replaceChildren(...entries.children);
    last = new Date();
    say(true);
  }

  source.addEventListener("hello", (event) => {
    // After a lost connection the mark tells whether anything was missed.
    if (known !== null && known !== event.data) setTimeout(renew, Math.random() * SPREAD);
    known = event.data;
    say(true);
  });
  source.addEventListener("news", (event) => {
    known = event.data;
    setTimeout(renew, Math.random() * SPREAD);
  });
  source.addEventListener("error", () => say(false));
  addEventListener("pagehide", () => source.close());
}
