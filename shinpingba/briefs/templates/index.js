// Finds and sorts the briefs of the list. Nothing is fetched.
"use strict";

const rows = () => [...document.querySelectorAll("table.sortable tbody tr")];
const filter = document.querySelector("form.filter");

if (filter) {
  const show = () => {
    const words = filter.elements.words.value.trim().toLowerCase().split(/\s+/);
    for (const row of rows()) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
    filter.querySelector("output").textContent = `${rows().filter((row) => !row.hidden).length} / ${rows().length}`;
  };
  filter.addEventListener("input", show);
  filter.addEventListener("submit", (event) => event.preventDefault());
  show();
}

asCards("table.sortable");

const value = (row, column) => row.cells[column].textContent.trim();
const order = new Intl.Collator("zh-CN", {numeric: true}).compare;

for (const button of document.querySelectorAll("table.sortable thead button")) {
  button.addEventListener("click", () => {
    const head = button.closest("th");
    const column = head.cellIndex;
    // numbers begin with the largest, words with the first
    const direction = head.ariaSort ? (head.ariaSort === "ascending" ? -1 : 1) : column ? -1 : 1;
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
    const sorted = rows().sort((a, b) => direction * order(value(a, column), value(b, column)));
    document.querySelector("table.sortable tbody").append(...sorted);
  });
}
