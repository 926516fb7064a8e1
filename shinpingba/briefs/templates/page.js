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

asCards("table:not(.dataframe)");

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

let openedForPrint = [];
addEventListener("beforeprint", () => {
  openedForPrint = [...document.querySelectorAll("details:not([open]):not(.data)")];
  for (const details of openedForPrint) details.open = true;
});
addEventListener("afterprint", () => { for (const details of openedForPrint) details.open = false; });

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
