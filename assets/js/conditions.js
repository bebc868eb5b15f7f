// Shows and hides fields by the same conditions as the server: an unanswered, unknown or hidden field fails every
// test but `answered: false`. The server decides again on every send.

/**
 * @typedef {string | number | boolean} Scalar
 * @typedef {{ field?: string, age_of?: string, is?: Scalar, not?: Scalar, one_of?: Scalar[], over?: Scalar,
 *   under?: Scalar, at_least?: Scalar, at_most?: Scalar, answered?: boolean,
 *   all?: Condition[], any?: Condition[], none?: Condition[] }} Condition
 * @typedef {string | string[] | undefined} Answer
 */

const watched = new WeakSet();

/** @param {HTMLElement} field */
export function start(field) {
  const form = field.closest("form");
  if (!form || watched.has(form)) return;
  watched.add(form);
  const update = () => apply(form);
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  update();
}

/** @param {HTMLFormElement} form */
function apply(form) {
  // In the order of the page, so that a field that hides takes those that hang on it with it.
  for (const field of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-when]"))) {
    const shown = holds(JSON.parse(field.dataset.when ?? "{}"), form);
    field.hidden = !shown;
    for (const control of field.querySelectorAll("input, select, textarea, button")) {
      /** @type {HTMLInputElement} */ (control).disabled = !shown;
    }
  }
}

/** @param {Condition} condition @param {HTMLFormElement} form @returns {boolean} */
export function holds(condition, form) {
  if (condition.all) return condition.all.every((each) => holds(each, form));
  if (condition.any) return condition.any.some((each) => holds(each, form));
  if (condition.none) return !condition.none.some((each) => holds(each, form));
  if (condition.age_of) {
    const age = years(answer(form, condition.age_of));
    return age !== undefined && within(String(age), condition);
  }
  const given = answer(form, condition.field ?? "");
  if (given === undefined) return condition.answered === false;
  if (condition.answered !== undefined) return condition.answered;
  if (condition.is !== undefined) return same(given, condition.is);
  if (condition.not !== undefined) return !same(given, condition.not);
  if (condition.one_of) return condition.one_of.some((value) => same(given, value));
  return within(given, condition);
}

/** What is answered now; a hidden field's controls are disabled and so not in the form's data.
 * @param {HTMLFormElement} form @param {string} name @returns {Answer} */
function answer(form, name) {
  const data = new FormData(form);
  const parts = ["year", "month", "day"].map((part) => data.get(`${name}.${part}`));
  if (parts[0] !== null) {
    return parts.every(Boolean) ? parts.map((part, at) => String(part).padStart(at ? 2 : 4, "0")).join("-") : undefined;
  }
  const values = data.getAll(name).filter((value) => typeof value === "string" && value.trim() !== "").map(String);
  if (values.length === 0) return undefined;
  const control = /** @type {HTMLElement | null} */ (form.querySelector(`[name="${CSS.escape(name)}"]`));
  if (control?.matches("[type=checkbox]")) return values;
  // Money is typed in yuan and compared in fen.
  if (control && "fen" in control.dataset) return String(Math.round(Number(values[0].replaceAll(",", "")) * 100));
  return values[0].trim();
}

/** @param {string | string[]} given @param {Scalar} value */
function same(given, value) {
  const word = value === true ? "yes" : value === false ? "no" : String(value);
  if (typeof value !== "number" && given.includes(word)) return Array.isArray(given) || given === word;
  return compare(given, value) === 0;
}

/** @param {string | string[]} given @param {Condition} range */
function within(given, range) {
  /** @param {Scalar | undefined} bound @param {(order: number) => boolean} wanted */
  const meets = (bound, wanted) => bound === undefined || wanted(compare(given, bound));
  return (
    meets(range.over, (order) => order > 0) &&
    meets(range.under, (order) => order < 0) &&
    meets(range.at_least, (order) => order >= 0) &&
    meets(range.at_most, (order) => order <= 0)
  );
}

/** Below, at or above the bound; NaN, which fails every test, where the two cannot be compared.
 * @param {string | string[]} given @param {Scalar} bound */
function compare(given, bound) {
  if (typeof bound === "number") return (Array.isArray(given) ? given.length : Number(given.replaceAll(",", ""))) - bound;
  if (typeof bound !== "string" || Array.isArray(given)) return NaN;
  return Date.parse(given) - day(bound);
}

/** `2020-01-23`, `today`, `today-18y`, `today+5d`, in milliseconds. @param {string} bound */
function day(bound) {
  const [, sign, number, unit] = /^today(?:([+-])(\d+)([ymd]))?$/.exec(bound) ?? [];
  if (!bound.startsWith("today")) return Date.parse(bound);
  const now = new Date();
  const by = number ? Number(sign + number) : 0;
  const month = now.getMonth() + (unit === "m" ? by : 0);
  const year = now.getFullYear() + (unit === "y" ? by : 0);
  if (unit === "d") return Date.UTC(year, month, now.getDate() + by);
  // The 31st of a shorter month is its last day.
  return Math.min(Date.UTC(year, month, now.getDate()), Date.UTC(year, month + 1, 0));
}

/** Full years since a date or since the birthday in an identity number. @param {Answer} given */
function years(given) {
  const [, y, m, d] = /^(?:\d{6}(?=\d{11}[\dXx]$))?(\d{4})-?(\d{2})-?(\d{2})/.exec(String(given)) ?? [];
  if (!y) return undefined;
  const now = new Date();
  const before = (now.getMonth() + 1) * 100 + now.getDate() < Number(m + d);
  const age = now.getFullYear() - Number(y) - (before ? 1 : 0);
  return age >= 0 ? age : undefined;
}
