// Formulas: what is chosen from a list goes in at the cursor of the formula that was typed in last.

let formula = null;

document.addEventListener("focusin", (event) => {
  if (event.target.matches(".rule-formula")) formula = event.target;
});

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-inserts]") || !event.target.value) return;
  const field = formula?.isConnected ? formula : document.querySelector(".rule-formula");
  if (field) {
    field.setRangeText(event.target.value, field.selectionStart, field.selectionEnd, "end");
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  event.target.value = "";
});

// Without a formula on the form there is nothing to put anything into.
function offer() {
  const palette = document.querySelector(".palette");
  if (palette) palette.hidden = !document.querySelector(".rule-formula");
}
document.addEventListener("htmx:afterSettle", offer);
offer();
