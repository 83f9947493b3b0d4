// The document and its proposals: one click leads from either to the other; on a phone it turns the tab.

const intake = document.querySelector(".intake");

function show(pane) {
  intake.dataset.shows = pane;
  for (const tab of document.querySelectorAll(".tabs [role=tab]")) {
    tab.setAttribute("aria-selected", String(tab.getAttribute("aria-controls") === pane));
  }
}

function lightUp(element) {
  for (const lit of document.querySelectorAll(".is-lit")) lit.classList.remove("is-lit");
  element.classList.add("is-lit");
}

document.addEventListener("click", (event) => {
  const tab = event.target.closest(".tabs [role=tab]");
  if (tab) return show(tab.getAttribute("aria-controls"));
  const link = event.target.closest('a[href^="#s"], a[href^="#p"]');
  const goal = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!goal || !intake) return undefined;
  event.preventDefault();
  show(goal.closest(".document") ? "document" : "work");
  goal.closest("details")?.setAttribute("open", "");
  goal.scrollIntoView({ block: "center", behavior: "smooth" });
  return lightUp(goal);
});

// The document opens where its first task stands: reviews come with their plan at the end.
const pane = document.querySelector(".document-text");
const source = pane?.querySelector(".source");
if (source && !location.hash) pane.scrollTop = Math.max(0, source.offsetTop - 80);

// One box ticks all the boxes of its name.
document.addEventListener("change", (event) => {
  const name = event.target.dataset?.ticks;
  if (name) for (const box of document.querySelectorAll(`input[name="${name}"]`)) box.checked = event.target.checked;
  if (event.target.id === "file") {
    const chosen = event.target.files[0]?.name;
    document.querySelector("[data-chosen]").textContent = chosen || "把文件拖到这里，或点这里选择";
  }
});

const drop = document.querySelector(".drop");
for (const [name, over] of [["dragenter", true], ["dragleave", false], ["drop", false]]) {
  drop?.addEventListener(name, () => drop.classList.toggle("is-over", over));
}

// Sent again after a refusal: the chosen file is still there.
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form[data-once]");
  if (!form) return;
  delete form.dataset.sent;
  for (const button of form.querySelectorAll(".btn-loading")) button.classList.remove("btn-loading");
});

// By keyboard: what is swapped keeps the place. A form that opens has the focus in its first field; after a decision
// it goes to the next card that waits for one, else it stays on the card. j and k walk through the cards.
let byKeyboard = false;
document.addEventListener("pointerdown", () => { byKeyboard = false; });
document.addEventListener("keydown", () => { byKeyboard = true; });

const cardsShown = () => [...document.querySelectorAll("#work article.proposal")].filter((one) => one.offsetParent);
const lands = (card) => card?.querySelector("textarea, .btn-accept, .acts button, .acts a");

document.addEventListener("htmx:afterSettle", (event) => {
  const card = event.target.closest?.("article.proposal");
  if (!card || !byKeyboard || document.activeElement !== document.body) return;
  const cards = cardsShown();
  const next = cards.slice(cards.indexOf(card) + 1).find((one) => one.querySelector(".btn-accept"));
  const waits = card.querySelector("textarea, .btn-accept");
  lands(waits ? card : next || card)?.focus();
});

document.addEventListener("keydown", (event) => {
  const step = { j: 1, k: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select, dialog[open]")) return;
  const cards = cardsShown();
  const at = cards.indexOf(document.activeElement.closest("article.proposal"));
  const goal = lands(cards[at < 0 ? (step > 0 ? 0 : cards.length - 1) : at + step]);
  if (!goal) return;
  event.preventDefault();
  goal.focus();
});
