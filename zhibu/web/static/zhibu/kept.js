// Words typed into any form survive a closed browser, an ended session and a lost line until the server has taken them.
// The record form keeps whole drafts of its own (draft.js). Signing out clears every key of this kind (frame.js).

const KEPT_DAYS = 7;
const SENT = "zhibu-sent";
const FIELDS = "form[data-once]:not([data-draft]) textarea:not([wrap=off]), form[hx-post] textarea:not([wrap=off])";
const user = document.body.dataset.user;
const prefix = `zhibu-draft:${user}:words:`;

const keyOf = (field) => prefix + new URL(field.form.getAttribute("hx-post") || field.form.action, location).pathname + "#" + field.id;
const read = (key) => JSON.parse(localStorage.getItem(key) ?? "null");
const sent = () => JSON.parse(sessionStorage.getItem(SENT) ?? "[]");

function fill(field, kept) {
  field.value = kept.words;
  field.closest("details")?.setAttribute("open", "");
  const word = document.createElement("small");
  word.className = "form-hint";
  word.setAttribute("role", "status");
  word.textContent = "上次写了没有提交的内容，已填回。";
  field.after(word);
}

// What was sent is forgotten once its form is gone, or a page says that it is done.
function forget() {
  const done = document.querySelector(".notice-success[role=status]");
  const shown = new Set([...document.querySelectorAll(FIELDS)].map(keyOf));
  for (const key of sent()) if (done || !shown.has(key)) localStorage.removeItem(key);
  sessionStorage.removeItem(SENT);
}

function restore() {
  for (const field of document.querySelectorAll(FIELDS)) {
    const kept = read(keyOf(field));
    if (!kept || field.value === kept.words) continue;
    // Somebody has changed the words here since: what was typed over the old ones would undo that.
    if (field.defaultValue === kept.was) fill(field, kept);
    else localStorage.removeItem(keyOf(field));
  }
}

if (user) {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(prefix) && Date.now() - read(key).at > KEPT_DAYS * 864e5) localStorage.removeItem(key);
  }
  forget();
  restore();
  document.addEventListener("htmx:afterSettle", () => { forget(); restore(); });
  document.addEventListener("input", ({ target }) => {
    if (!target.matches(FIELDS)) return;
    const was = read(keyOf(target))?.was ?? target.defaultValue;
    localStorage.setItem(keyOf(target), JSON.stringify({ at: Date.now(), was, words: target.value }));
  });
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (defaultPrevented && !target.matches("[hx-post]")) return;
    const keys = [...target.querySelectorAll("textarea")].filter((field) => field.matches(FIELDS)).map(keyOf);
    sessionStorage.setItem(SENT, JSON.stringify(keys));
  });
} else {
  // The sign-in page or a refusal: what was sent on the way here was not taken.
  sessionStorage.removeItem(SENT);
}
