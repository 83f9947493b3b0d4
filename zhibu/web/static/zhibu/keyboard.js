// "/" goes to the search box; arrows walk through what was found; Escape leaves.

const box = document.getElementById("finder");
const found = document.getElementById("found");

const typing = (element) => element.closest("input, textarea, select, [contenteditable], dialog[open]");

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !typing(event.target)) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});

box?.form.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    found.replaceChildren();
    box.blur();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const stops = [box, ...found.querySelectorAll("a")];
  const next = stops[stops.indexOf(document.activeElement) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});
