// On a phone a table is a card a line, and every cell says what it is.
const asCards = (tables) => {
  if (innerWidth > 480) return;
  for (const table of document.querySelectorAll(tables)) {
    if (table.tHead?.rows.length !== 1) continue;
    const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
    if (!heads.length) continue; // the report's own table in how it was read: it scrolls
    for (const cell of table.querySelectorAll("tbody td")) {
      cell.dataset.label = heads[cell.cellIndex];
      cell.classList.toggle("none", ["·", "—", ""].includes(cell.textContent.trim()));
    }
    table.classList.add("cards");
  }
};
