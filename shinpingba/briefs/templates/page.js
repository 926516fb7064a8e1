// Draws the charts, filters the task list, opens what an address or the printer asks for, copies text. Nothing is fetched.
"use strict";

// On a phone the names stand above their lines instead of beside them, and the legend in more rows.
function narrowed(spec) {
  const {axisY, legend} = spec.config;
  Object.assign(axisY, {labelAlign: "left", labelPadding: 0, labelOffset: -17});
  Object.assign(legend, {columns: 4});
  return {...spec, height: spec.height * 2};
}

const drawn = [];
for (const drawing of document.querySelectorAll(".vega")) {
  const data = drawing.closest("figure").querySelector("script[type='application/json']");
  const spec = JSON.parse(data.textContent);
  const isNarrow = innerWidth < 640 && spec.config?.axisY && spec.config.legend;
  // ast: expressions are interpreted, so the page needs no permission to evaluate code
  drawn.push(vegaEmbed(drawing, isNarrow ? narrowed(spec) : spec, {mode: "vega-lite", renderer: "svg", actions: false, ast: true})
    .catch((error) => { drawing.textContent = "图表未能显示：" + error.message; console.error(error); }));
}

asCards("table");

// On a phone the parts are folded, once their charts know how wide they are: the first page is left, and the heads.
function fold(part, isFolded) {
  const button = part?.querySelector("h2 > button");
  if (!button) return;
  part.classList.toggle("folded", isFolded);
  button.setAttribute("aria-expanded", String(!isFolded));
  button.textContent = isFolded ? "展开" : "收起";
}

function foldable(part) {
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-label", part.querySelector("h2").textContent.trim());
  part.querySelector("h2").append(button);
  button.addEventListener("click", () => fold(part, !part.classList.contains("folded")));
  fold(part, true);
}

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
  fold(target?.closest(".part.folded"), false);
  target?.scrollIntoView();
}
addEventListener("hashchange", openTarget);

Promise.all(drawn).then(() => {
  const isBrief = document.querySelector(".answers");  // an essay begins with its first part
  if (innerWidth < 640) document.querySelectorAll(isBrief ? ".part" : ".part:not(.first)").forEach(foldable);
  if (location.hash) openTarget();
});

// On paper a tall chart comes in slices, cut between its lines, so that no page before it stays half empty.
const LINES = 6;  // of a slice

function cuts(svg) {
  const middle = (text) => { const box = text.getBoundingClientRect(); return box.top + box.height / 2; };
  const top = svg.getBoundingClientRect().top;
  const lines = [...svg.querySelectorAll(".role-axis-label text[text-anchor='end'], .role-axis-label text[text-anchor='start']")]
    .map(middle).sort((one, other) => one - other).filter((y, place, all) => !place || y - all[place - 1] > 4);
  const step = lines.at(-1) - lines.at(-2);
  return lines.filter((_, place) => place && place % LINES === 0 && lines.length - place > 2)
    .map((y) => y - top - Math.min(step / 2, 11));
}

function slice(svg) {
  const at = [0, ...cuts(svg), svg.getBoundingClientRect().height];
  if (!svg.checkVisibility() || at.length < 3) return;
  const {width} = svg.getBoundingClientRect(), scale = svg.viewBox.baseVal.width / width;
  const pieces = at.slice(1).map((end, place) => {
    const piece = svg.cloneNode(true), height = end - at[place];
    piece.setAttribute("class", "slice");
    piece.setAttribute("viewBox", [0, at[place] * scale, width * scale, height * scale].join(" "));
    piece.setAttribute("width", width);
    piece.setAttribute("height", height);
    return piece;
  });
  svg.after(...pieces);
  svg.classList.add("sliced");
}

let openedForPrint = [];
addEventListener("beforeprint", () => {
  document.querySelectorAll(".drawing svg.marks").forEach(slice);
  openedForPrint = [...document.querySelectorAll("details:not([open]):not(.data)")];
  for (const details of openedForPrint) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of openedForPrint) details.open = false;
  document.querySelectorAll(".drawing svg.slice").forEach((piece) => piece.remove());
  document.querySelectorAll(".drawing svg.sliced").forEach((svg) => svg.classList.remove("sliced"));
});

for (const filter of document.querySelectorAll("form.filter")) {
  const entries = [...document.querySelectorAll(`#${filter.dataset.list} > [data-status]`)];
  const show = () => {
    const words = filter.elements.words.value.trim().toLowerCase().split(/\s+/);
    const status = filter.elements.status.value;
    let count = 0;
    for (const entry of entries) {
      const text = entry.textContent.toLowerCase();
      entry.hidden = (status && entry.dataset.status !== status) || !words.every((word) => text.includes(word));
      count += !entry.hidden;
    }
    filter.querySelector("output").textContent = `${count} / ${entries.length}`;
  };
  filter.addEventListener("input", show);
  filter.addEventListener("submit", (event) => event.preventDefault());
  show();
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.addEventListener("click", () => {
    const range = document.createRange();
    range.selectNodeContents(document.getElementById(button.dataset.copy));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    button.textContent = document.execCommand("copy") ? "已复制" : "请按 Ctrl+C";
  });
}
