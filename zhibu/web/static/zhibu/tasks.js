// Ticking rows: one box for the page, and how many are ticked where the question is asked.

const boxes = (name) => [...document.querySelectorAll(`input[name="${name}"]:not(:disabled)`)];

document.addEventListener("change", (event) => {
  const name = event.target.dataset?.ticks;
  if (name) for (const box of boxes(name)) box.checked = event.target.checked;
  for (const count of document.querySelectorAll("[data-counts]")) {
    count.textContent = boxes(count.dataset.counts).filter((box) => box.checked).length;
  }
});
