// Ticking rows: one box for the page, and how many are ticked where the question is asked. Words kept while typed.

const boxes = (name) => [...document.querySelectorAll(`input[name="${name}"]:not(:disabled)`)];

document.addEventListener("change", (event) => {
  const name = event.target.dataset?.ticks;
  if (name) for (const box of boxes(name)) box.checked = event.target.checked;
  for (const count of document.querySelectorAll("[data-counts]")) {
    count.textContent = boxes(count.dataset.counts).filter((box) => box.checked).length;
  }
});

// Words typed here survive a closed browser or an ended session; once they are handed in, they are forgotten.
// Signing out clears every key of this kind (frame.js).
const kept = document.querySelector("[data-keeps]");
if (kept) {
  const key = `zhibu-draft:${kept.dataset.keeps}:${location.pathname.replace(/report\/$/, "")}`;
  if (!kept.value) kept.value = localStorage.getItem(key) || "";
  kept.addEventListener("input", () => localStorage.setItem(key, kept.value));
} else {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("zhibu-draft:") && key.endsWith(`:${location.pathname}`)) localStorage.removeItem(key);
  }
}
