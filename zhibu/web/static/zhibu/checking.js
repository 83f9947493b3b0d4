// From one figure to the next: j and k, or the buttons. The filter decides which figures there are.

const figures = () => [...document.querySelectorAll(".checked-text .figure")];
const typing = (element) => element.closest("input, textarea, select, dialog[open]");
let last = null;

function step(by) {
  const all = figures();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement.matches?.(".figure") ? document.activeElement : last);
  last = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length];
  last.focus({ preventScroll: true });
  last.scrollIntoView({ block: "center", behavior: "smooth" });
}

document.addEventListener("keydown", (event) => {
  const by = { j: 1, k: -1 }[event.key];
  if (!by || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  event.preventDefault();
  step(by);
});

// Enter in the search for an organisation looks for it and does not send the form.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("[data-no-submit]")) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-step]");
  if (button) step(Number(button.dataset.step));
});

// After a change the page comes back to the figure that was changed.
const target = location.hash.startsWith("#f") && document.querySelector(location.hash);
if (target) {
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "center" });
}

// Sent again after a refusal: the chosen file is still there.
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form[data-once]");
  if (!form) return;
  delete form.dataset.sent;
  for (const button of form.querySelectorAll(".btn-loading")) button.classList.remove("btn-loading");
});
