"use strict";
// Tables can be searched and sorted. Without scripts the page shows the same tables, in the same order.
for (const table of document.querySelectorAll("table[data-search]")) {
  const body = table.tBodies[0];
  const search = document.createElement("input");
  search.type = "search";
  search.placeholder = table.dataset.search;
  search.setAttribute("aria-label", table.dataset.search);
  const heads = [...table.tHead.rows[0].cells];
  // One column may be chosen from: codes.
  const chosen = heads.findIndex((head) => "choice" in head.dataset);
  const choice = document.createElement("select");
  const filter = () => {
    const wanted = search.value.trim().toLowerCase();
    for (const row of body.rows) {
      row.hidden = !row.textContent.toLowerCase().includes(wanted) || (choice.value !== "" && row.cells[chosen].textContent !== choice.value);
    }
  };
  search.addEventListener("input", filter);
  table.parentElement.before(search);
  if (chosen >= 0) {
    const head = heads[chosen].textContent;
    choice.setAttribute("aria-label", head);
    choice.append(new Option(`${head}: ${table.dataset.all}`, ""));
    for (const value of new Set([...body.rows].map((row) => row.cells[chosen].textContent).sort())) choice.append(new Option(value, value));
    choice.addEventListener("change", filter);
    search.after(choice);
  }
  const value = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent;
  const sort = (column) => {
    const head = heads[column];
    const numeric = head.classList.contains("count");
    const down = head.getAttribute("aria-sort") === (numeric ? "none" : "ascending") || (numeric && head.getAttribute("aria-sort") === "ascending");
    const rows = [...body.rows].sort((a, b) => {
      const [x, y] = [value(a, column), value(b, column)];
      const order = numeric || "value" in a.cells[column].dataset ? Number(x) - Number(y) : x.localeCompare(y);
      return down ? -order : order;
    });
    for (const other of heads) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    body.append(...rows);
  };
  heads.forEach((head, column) => {
    head.tabIndex = 0;
    head.setAttribute("aria-sort", "none");
    head.addEventListener("click", () => sort(column));
    head.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); sort(column); } });
  });
}
// Records can be copied.
for (const record of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = record.dataset.copy;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    getSelection().selectAllChildren(record);
    try { await navigator.clipboard.writeText(record.textContent); } catch { document.execCommand("copy"); }
    button.textContent = record.dataset.copied;
  });
  record.after(button);
}
// Countries by their names.
for (const part of document.querySelectorAll("[data-regions]")) {
  const names = new Intl.DisplayNames([part.dataset.regions], { type: "region", fallback: "code" });
  for (const name of part.querySelectorAll(".name")) {
    if (/^[A-Z]{2}$/.test(name.textContent)) name.textContent = name.title = names.of(name.textContent);
  }
}
