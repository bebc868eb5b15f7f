// Sends a chosen file at once, with progress and another try; without script the form sends it.

/** @param {HTMLElement} box */
export function start(box) {
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input[type=file]"));
  const list = /** @type {HTMLElement} */ (box.querySelector(".file-list"));
  input.addEventListener("change", () => {
    for (const file of input.files ?? []) send(box, list, input.name, file);
    input.value = ""; // What is sent here must not be sent again with the form.
  });
}

/** @param {HTMLElement} box @param {HTMLElement} list @param {string} name @param {File} file */
function send(box, list, name, file) {
  const item = document.createElement("li");
  item.className = "file-item";
  const words = document.createElement("span");
  const bar = document.createElement("progress");
  const retry = document.createElement("button");
  retry.type = "button";
  retry.className = "button plain";
  retry.textContent = box.dataset.retry ?? "";
  retry.hidden = true;
  bar.max = 1;
  bar.setAttribute("aria-label", file.name);
  item.append(words, retry, bar);
  list.append(item);

  function attempt() {
    const body = new FormData();
    body.append(name, file);
    const request = new XMLHttpRequest(); // fetch cannot tell how much has been sent
    request.open("POST", box.dataset.upload ?? "");
    request.setRequestHeader("accept", "application/json");
    retry.hidden = true;
    bar.hidden = false;
    bar.removeAttribute("value");
    words.textContent = `${file.name} ${box.dataset.sending}`;
    request.upload.onprogress = ({ loaded, total }) => (bar.value = loaded / total);
    request.onload = () => {
      if (request.status < 300) return done();
      fail(reason(request.responseText), request.status === 429 || request.status >= 500);
    };
    request.onerror = request.ontimeout = () => fail(undefined, true);
    request.send(body);
  }

  function done() {
    bar.hidden = true;
    words.textContent = `${file.name} ${box.dataset.sent}`;
    box.dispatchEvent(new CustomEvent("uploaded", { bubbles: true }));
  }

  /** @param {string | undefined} why @param {boolean} again whether another try can help */
  function fail(why, again) {
    bar.hidden = true;
    retry.hidden = !again;
    words.textContent = `${file.name}：${why ?? box.dataset.failed}`;
  }

  retry.addEventListener("click", attempt);
  attempt();
}

/** What the server says was wrong (RFC 9457). @param {string} body */
function reason(body) {
  try {
    const problem = JSON.parse(body);
    return problem.detail ?? problem.title;
  } catch {
    return undefined;
  }
}
