// One question a screen, settled by keys alone. Words of a report become text nodes and never markup.
const HELP = [
  ["Enter", "采用机读"], ["1–9", "取这个数"], ["+", "几个数相加"], ["0", "无"], ["B", "不是目标"], ["J", "定阶段"],
  ["X", "存疑"], ["空格", "跳过"], ["← →", "上一条、下一条"], ["U", "撤销"], ["R", "写理由"], ["E", "另填一个数"],
];
const STAGE_ASKED = "这项任务处于什么阶段?按数字选,Esc 返回。";

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== false) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

export default {
  render({ model, el }) {
    const state = { at: 0, mode: "ask", sum: new Set(), reason: "", done: [], refused: "" };
    const root = make("section", { class: "shinpingba-review", tabindex: "0", role: "application", "aria-label": "核对存疑的数字", "data-lm-suppress-shortcuts": "true" });
    const said = make("p", { class: "said", role: "status", "aria-live": "polite" });
    const page = make("div");
    const help = make("footer", {}, ...HELP.map(([key, words]) => make("span", {}, make("kbd", {}, key), ` ${words}`)));
    root.append(page, said, help);
    el.append(root);

    const cards = () => model.get("cards");
    const answer = (number) => model.get("answers")[number];
    const isOpen = (number) => !answer(number) || answer(number).open;
    const settled = () => cards().filter((_, number) => !isOpen(number)).length;
    const nextOpen = (from, isSettledToo = () => false) => {
      for (let step = 1; step <= cards().length; step += 1) {
        const number = (from + step) % cards().length;
        if (isOpen(number) && !state.done.includes(number) && !isSettledToo(number)) return number;
      }
      return Math.min(from + 1, cards().length - 1);
    };

    const go = (number) => {
      Object.assign(state, { at: Math.max(0, Math.min(number, cards().length - 1)), mode: "ask", reason: "" });
      state.sum.clear();
      say("");
      draw();
      root.focus({ preventScroll: true });
    };

    const send = (words, content) => {
      const number = state.at;
      if (model.get("read_only")) return say(model.get("read_only"));
      model.send({ number, by: model.get("by"), on: today(), reason: state.reason, ...content });
      if (content.decided !== "withdrawn") state.done.push(number);
      state.refused = "";
      // the stage of a task settles all that is asked of it
      const next = nextOpen(number, (other) => Boolean(content.asks_for) && cards()[other].id === cards()[number].id);
      go(next);
      return say(`${cards()[number].id}：${words}。${next === number ? "" : `下一条 ${cards()[next].id}`}`);
    };

    const say = (words) => { said.textContent = words; };

    const undo = () => {
      if (model.get("read_only")) return say(model.get("read_only"));
      const number = state.done.pop() ?? state.at;
      model.send({ number, by: model.get("by"), on: today(), decided: "withdrawn" });
      go(number);
      return say(`已撤销 ${cards()[number].id} 的核定`);
    };

    const take = (number) => {
      const card = cards()[state.at];
      const stages = model.get("stages");
      if (state.mode === "stage") {
        const stage = stages[number - 1];
        return stage && send(`阶段 ${stage.words}`, { decided: stage.value, asks_for: "stage" });
      }
      const option = card.options[number - 1];
      if (!option) return say(`没有第${number}个数字`);
      if (state.mode === "sum") {
        if (!state.sum.delete(number)) state.sum.add(number);
        return draw();
      }
      return send(option.words, card.question === "status" ? { decided: option.value } : { decided: "figures", figures: [number] });
    };

    const accept = () => {
      if (state.mode === "sum" && state.sum.size) return send("相加", { decided: "figures", figures: [...state.sum] });
      return send(`采用 ${cards()[state.at].read}`, { decided: "accept" });
    };

    const plain = (words, decided) => () => send(words, { decided });

    const actions = {
      Enter: accept, Digit0: plain("无", "none"), KeyB: plain("不是目标", "not_target"), KeyX: plain("存疑", "unsure"),
      Space: () => { state.done.push(state.at); const at = nextOpen(state.at); state.done.pop(); go(at); say(`跳过，下一条 ${cards()[state.at].id}`); },
      ArrowRight: () => go(state.at + 1), ArrowLeft: () => go(state.at - 1), KeyU: undo,
      KeyJ: () => { state.mode = "stage"; draw(); say(STAGE_ASKED); }, Escape: () => go(state.at),
      KeyR: () => page.querySelector("[name=reason]")?.focus(), KeyE: () => page.querySelector("[name=typed]")?.focus(),
    };
    const OF_FIGURES = ["Digit0", "KeyB", "KeyE"];

    const onKey = (event) => {
      const isTyped = event.target.matches("input") || (event.target.matches("button") && ["Enter", " "].includes(event.key));
      if (event.ctrlKey || event.metaKey || event.altKey || (isTyped && event.key !== "Escape")) return;
      const code = event.code.replace("Numpad", event.code === "NumpadEnter" || event.code === "NumpadAdd" ? "" : "Digit");
      const digit = /^Digit([1-9])$/.exec(code);
      const card = cards()[state.at];
      if (event.key === "Tab" || !card) return;
      if (!model.get("by") && !model.get("read_only")) return;
      let act;
      if (event.key === "+" || code === "Add") act = () => { state.mode = "sum"; draw(); say("按数字选要相加的数，回车确认"); };
      else if (digit) act = () => take(Number(digit[1]));
      else if (!(card.question === "status" && OF_FIGURES.includes(code))) act = actions[code];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    root.addEventListener("keydown", onKey);

    const marked = (piece) => {
      const kinds = ["figure", "read", "target"].filter((kind) => piece[`is_${kind}`]);
      if (!kinds.length) return document.createTextNode(piece.text);
      const mark = make("span", { class: kinds.join(" ") });
      if (piece.number) mark.append(make("b", { class: "number", "aria-label": `第${piece.number}个数字` }, String(piece.number)));
      mark.append(piece.text);
      return mark;
    };

    const button = (key, words, act, attributes = {}) => {
      const made = make("button", { type: "button", ...attributes }, make("kbd", {}, key), ` ${words}`);
      made.addEventListener("click", () => { act(); });
      return made;
    };

    const field = (name, label, placeholder, onEnter) => {
      const input = make("input", { name, type: "text", placeholder, autocomplete: "off" });
      input.addEventListener("keydown", (event) => {
        if (event.key === "Escape") return root.focus();
        if (event.key !== "Enter" || event.isComposing) return undefined;
        event.preventDefault();
        event.stopPropagation();
        return onEnter(input.value.trim());
      });
      return make("label", {}, label, input);
    };

    const options = (card) => {
      if (state.mode === "stage") return model.get("stages").map((stage, place) => button(String(place + 1), stage.words, () => take(place + 1)));
      const figures = card.options.map((option, place) => button(String(place + 1), option.words, () => take(place + 1), { "aria-pressed": state.mode === "sum" && String(state.sum.has(place + 1)) }));
      const first = state.mode === "sum" ? `相加 ${[...state.sum].map((number) => card.options[number - 1].words).join(" + ")}` : `采用 ${card.read}`;
      const other = card.question === "status" ? [] : [button("0", "无", actions.Digit0), button("B", "不是目标", actions.KeyB)];
      return [button("Enter", first, accept, { class: "accept" }), ...figures, ...other, button("J", "阶段", actions.KeyJ), button("X", "存疑", actions.KeyX)];
    };

    const drawCard = (card) => {
      const words = make("dl");
      for (const cell of card.cells) words.append(make("dt", {}, cell.label), make("dd", {}, ...(cell.originals || []).map((one) => make("img", one)), ...cell.pieces.map(marked)));
      const before = answer(state.at);
      const typed = card.question === "status" ? [] : [field("typed", `另填（以${card.unit || "%"}计） `, "原文没有的数，要写理由", (value) => (state.reason
        ? send(value, { decided: "typed", typed: value }) : say("另填的数要写理由：先按 R 写理由，再按 E 填数")))];
      return [
        make("h3", {}, make("span", { class: "id" }, card.id), ` ${card.title}`),
        words,
        make("p", { class: "ask" }, make("b", {}, state.mode === "stage" ? STAGE_ASKED : card.ask), make("span", { class: "machine" }, `机读：${card.read}`),
          ...(before ? [make("span", { class: "before" }, `${before.open ? "?" : "✓"} 已核：${before.words}（${before.by}）`)] : [])),
        make("div", { class: "options", role: "group", "aria-label": "回答" }, ...options(card)),
        make("div", { class: "more" }, field("reason", "理由（可不写） ", "一个词就够", (value) => { state.reason = value; root.focus(); say(value ? `理由：${value}` : "没有理由"); }), ...typed),
      ];
    };

    const askName = () => field("by", "核定人 ", "姓名或科室，回车开始", (value) => {
      if (!value) return say("先写核定人");
      model.set("by", value);
      model.save_changes();
      return go(state.at);
    });

    const draw = () => {
      const all = cards().length;
      const card = cards()[state.at];
      const count = settled();
      const bar = make("progress", { max: all || 1, value: count, "aria-label": `已核 ${count} 条，共 ${all} 条` });
      const head = make("header", {}, make("b", {}, `第 ${Math.min(state.at + 1, all)} 条，共 ${all} 条`), bar, make("span", { class: "count" }, `已核 ${count} 条`), make("span", {}, model.get("by") && `核定人 ${model.get("by")}`));
      const parts = [head];
      if (model.get("read_only")) parts.push(make("p", { class: "notice", role: "note" }, `🔒 ${model.get("read_only")}`));
      if (state.refused) parts.push(make("p", { class: "notice", role: "alert" }, `▲ ${state.refused}`));
      if (!card) parts.push(make("p", {}, "没有要核的。"));
      else if (!model.get("by") && !model.get("read_only")) parts.push(make("div", { class: "more" }, askName()));
      else parts.push(...drawCard(card));
      if (card && count === all) parts.push(make("p", { class: "finished" }, "✓ 全部核完。"));
      page.replaceChildren(...parts);
    };

    const refused = () => {
      const notice = model.get("notice");
      state.refused = notice.words;
      state.done = state.done.filter((number) => number !== notice.number);
      go(notice.number);
    };
    const kept = () => { if (!page.querySelector("input:focus")) draw(); };
    model.on("change:answers", kept);
    model.on("change:notice", refused);
    state.at = isOpen(0) ? 0 : nextOpen(0);
    draw();
    requestAnimationFrame(() => (page.querySelector("[name=by]") || root).focus({ preventScroll: true }));
    return () => { model.off("change:answers", kept); model.off("change:notice", refused); };
  },
};
