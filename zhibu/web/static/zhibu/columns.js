// Column choice: which columns of a list are shown, kept on this machine. The first named column always stays.

const FEWEST = 4;

function headed(table) {
  return [...table.tHead.rows[0].cells].map((cell, place) => ({ cell, place, title: cell.innerText.trim() }))
    .filter(({ cell, title }) => title && !cell.querySelector(".visually-hidden"));
}

function show(table, place, shown) {
  for (const row of table.rows) if (row.cells[place]) row.cells[place].hidden = !shown;
}

function offer(menu) {
  const table = menu.parentElement.querySelector("table");
  const columns = headed(table).slice(1);
  if (columns.length + 1 < FEWEST || table.querySelector("tbody [colspan], tbody [rowspan]")) return;
  const key = `zhibu-columns:${menu.dataset.columns}`;
  const hidden = new Set(JSON.parse(localStorage.getItem(key) || "[]"));
  for (const { place, title } of columns) {
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", className: "form-check-input", checked: !hidden.has(title) });
    label.append(box, ` ${title}`);
    menu.querySelector(".columns-offered").append(label);
    if (hidden.has(title)) show(table, place, false);
    box.addEventListener("change", () => {
      hidden[box.checked ? "delete" : "add"](title);
      localStorage.setItem(key, JSON.stringify([...hidden]));
      show(table, place, box.checked);
    });
  }
  menu.hidden = false;
}

for (const menu of document.querySelectorAll("[data-columns]")) offer(menu);

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.columns[open], details.view-keep[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
