// What every page does: dialogs, the evidence drawer, forms sent once, and a word when a request fails.

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog")?.close();
  // A click on the backdrop hits the dialog itself.
  if (event.target instanceof HTMLDialogElement) event.target.close();
});

// A branch of the tree opens and closes; htmx fetches what is below it the first time.
document.addEventListener("click", (event) => {
  const twig = event.target.closest("button.twig");
  if (!twig) return;
  const opens = twig.getAttribute("aria-expanded") === "false";
  twig.setAttribute("aria-expanded", opens);
  document.getElementById(twig.getAttribute("aria-controls")).hidden = !opens;
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "drawer-body") return;
  const drawer = document.getElementById("drawer");
  if (!drawer.open) drawer.showModal();
  drawer.scrollTop = 0;
});

// A second click must not send a form twice; the server would notice it, the person should not wonder.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]") || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  if (!navigator.onLine) {
    event.preventDefault();
    return tellTrouble();
  }
  form.dataset.sent = "1";
  for (const button of form.querySelectorAll("button[type=submit]")) button.classList.add("btn-loading");
});

// The browser's back button shows the page as it was left: its forms may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll(".btn-loading")) button.classList.remove("btn-loading");
  }
});

const trouble = document.getElementById("trouble");
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, tellTrouble);
}
function tellTrouble() {
  trouble.hidden = false;
  setTimeout(() => { trouble.hidden = true; }, 8000);
}

// Filters apply as soon as one is chosen; the address carries them, so back works.
document.addEventListener("change", (event) => {
  if (event.target.matches("select")) event.target.closest("form[data-filters]")?.requestSubmit();
});

// On a phone the conditions of a list are folded (parts.css): its button first shows them.
document.addEventListener("submit", (event) => {
  const labels = [...event.target.querySelectorAll(":scope[data-filters] > label")];
  if (!labels.length || labels.some((label) => label.offsetParent)) return;
  event.preventDefault();
  event.target.classList.add("is-open");
  labels[0].querySelector("select, input")?.focus();
});

document.querySelector(".refusal[tabindex]")?.focus();

// What was recorded, or whoever signs out, leaves no draft behind on this machine.
const recorded = document.querySelector("[data-recorded]")?.dataset.recorded;
for (const key of Object.keys(localStorage)) {
  if (key.startsWith("zhibu-draft:") && recorded && localStorage.getItem(key).includes(recorded)) localStorage.removeItem(key);
}
document.querySelector("form[data-leaves]")?.addEventListener("submit", () => {
  for (const key of Object.keys(localStorage)) if (key.startsWith("zhibu-draft:")) localStorage.removeItem(key);
});
