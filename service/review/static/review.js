// The review page: items on the right, pages on the left, keys for everything.

import { Paper } from "./paper.js";
import { askConflict, isAsking, pickRegulation, showHelp, showText, toast } from "./dialogs.js";
import { Saver, getJson, getText, postForm, postJson, tab } from "./saving.js";

const main = document.getElementById("main");
const panel = document.getElementById("panel");
const selection = document.getElementById("selection");
const root = document.body.dataset.root;
const { sha, track, user } = main.dataset;
const may = main.dataset.may === "1";
const query = track === "second" ? "&track=second" : "";
let editing = null; // { item, button, input, part }
let spanned = null; // what is selected on the page: { start, end } or { page, box }

const paper = new Paper({
  sha,
  onPlace: (start, end) => {
    if (!editing) return false;
    redraw({ start, end });
    return true;
  },
  onMark: (target, project) => showTarget(target, project),
  onSpan: (start, end, text) => {
    if (editing) redraw({ start, end });
    else offer({ start, end }, text);
  },
  onBox: (page, box) => {
    setFraming(false);
    if (editing) redraw({ page, box });
    else offer({ page, box }, "框选的内容");
  },
});

const saver = new Saver({
  sha,
  track,
  user,
  last: Number(main.dataset.last),
  onFresh: (answer, act) => fresh(answer, act),
  onRefused: (error) => toast(`${error.found}。应为：${error.expected || ""}。${error.hint || ""}`),
  onConflict: (conflict) => askConflict(conflict),
  onState: (count, busy) => {
    const place = document.getElementById("saved");
    place.textContent = count ? (busy ? "保存中…" : `未保存 ${count} 项，重试中…`) : "已保存";
    place.dataset.count = count;
    place.classList.toggle("waiting", count > 0);
  },
});

// the panel

function items() {
  return [...panel.querySelectorAll(".item:not(.s-deleted)")];
}

function current() {
  return panel.querySelector(".item.current");
}

function projectId() {
  return panel.querySelector(".projecthead")?.dataset.project || "";
}

function choose(item, { focus = true, scroll = true } = {}) {
  for (const each of panel.querySelectorAll(".item.current")) each.classList.remove("current");
  if (!item) return paper.choose([]);
  item.classList.add("current");
  if (focus) item.focus({ preventScroll: true });
  if (scroll) item.scrollIntoView({ block: "nearest" });
  paper.choose(JSON.parse(item.dataset.boxes || "[]"));
  if (item.dataset.start) paper.chooseText(Number(item.dataset.start));
}

function step(by, wanted = () => true) {
  const all = items();
  if (!all.length) return;
  const at = all.indexOf(current());
  for (let place = at < 0 && by < 0 ? all.length - 1 : at + by; place >= 0 && place < all.length; place += by) {
    if (wanted(all[place])) return choose(all[place]);
  }
}

function fresh(answer, act) {
  const before = current()?.dataset.target;
  const scroll = panel.scrollTop;
  const input = editing && !act ? { target: editing.item.dataset.target, part: editing.part, text: editing.input.value } : null;
  const changed = answer.project !== projectId();
  editing = null;
  panel.innerHTML = answer.panel;
  panel.scrollTop = changed ? 0 : scroll;
  main.dataset.last = answer.last_event;
  saver.last = answer.last_event;
  document.getElementById("undo").disabled = !answer.undo.undo;
  document.getElementById("undo").title = `撤销（z）${answer.undo.undo || ""}`;
  document.getElementById("redo").disabled = !answer.undo.redo;
  document.getElementById("redo").title = `重做（y）${answer.undo.redo || ""}`;
  const wanted = act?.then || before;
  const item = find(wanted) || items()[0];
  choose(item, { focus: !isAsking() });
  // what somebody is typing survives the news of others
  if (input) edit(find(input.target), input.part, input.text);
  loadMarks();
  if (act?.action === "accept" && answer.open_count === 0) toast("这份文件已全部看完。按 n 到下一份。", "done");
}

function find(target) {
  return target ? panel.querySelector(`.item[data-target="${CSS.escape(target)}"]`) : null;
}

async function loadMarks() {
  paper.setMarks(await getJson(`/documents/${sha}/marks?x=1${query}`));
}

async function showProject(project, target) {
  const answer = await getJson(`/documents/${sha}/panel?project=${encodeURIComponent(project)}${query}`);
  fresh(answer, { then: target });
  const url = new URL(location.href);
  url.searchParams.set("project", project);
  history.replaceState(null, "", url);
}

function showTarget(target, project) {
  const item = find(target);
  if (item) choose(item);
  else showProject(project, target);
}

function tabs() {
  return [...panel.querySelectorAll(".tabs button")];
}

function otherProject(by) {
  const all = tabs();
  const at = all.findIndex((each) => each.getAttribute("aria-selected") === "true");
  const next = all[at + by];
  if (next) showProject(next.dataset.project);
}

// acts

function send(act, { then, project } = {}) {
  if (!may) return toast("您的角色只能查看。");
  closeSelection();
  return saver.add({ ...act, then }, project || projectId());
}

function accept(item) {
  if (!item || item.dataset.state !== "open") return step(1);
  const all = items();
  const next = all.slice(all.indexOf(item) + 1)[0];
  return send({ action: "accept", target: item.dataset.target }, { then: next?.dataset.target });
}

function acceptAll() {
  const id = projectId();
  if (!id || document.getElementById("acceptall")?.disabled) return otherProject(1);
  const all = tabs();
  const at = all.findIndex((each) => each.dataset.project === id);
  const waiting = [...all.slice(at + 1), ...all.slice(0, at)].find((each) => !each.querySelector(".ok"));
  return send({ action: "accept", target: id }, { project: waiting?.dataset.project || id });
}

function remove(item) {
  if (!item) return;
  const all = items();
  const next = all[all.indexOf(item) + 1] || all[all.indexOf(item) - 1];
  return send({ action: "delete", target: item.dataset.target }, { then: next?.dataset.target });
}

function edit(item, part, text) {
  if (!item || !may) return;
  leaveEditing();
  const button = part ? item.querySelector(`[data-part="${part}"]`) : item.querySelector("[data-edit]");
  if (!button) {
    // a section has no value to type: it is drawn anew by selecting its text
    choose(item);
    editing = { item, input: { value: "" }, part: null };
    return toast("选中段落的新范围。", "info");
  }
  choose(item, { focus: false });
  const long = (button.dataset.value || "").length > 40;
  const input = document.createElement(long ? "textarea" : "input");
  input.className = "edit";
  input.value = text ?? button.dataset.value;
  input.setAttribute("aria-label", "新的内容");
  button.hidden = true;
  button.after(input);
  editing = { item, button, input, part: button.dataset.part || null };
  item.classList.add("editing");
  input.focus();
  input.select();
  if (long) input.style.height = `${Math.min(input.scrollHeight + 4, 220)}px`;
}

function leaveEditing() {
  if (!editing) return;
  const { button, input, item } = editing;
  editing = null;
  item.classList.remove("editing");
  if (button) {
    input.remove();
    button.hidden = false;
  }
}

function commit() {
  if (!editing?.button) return leaveEditing();
  const { item, input, part, button } = editing;
  const text = input.value;
  leaveEditing();
  choose(item);
  if (text === button.dataset.value) return;
  const act = { action: "set", target: item.dataset.target, text };
  if (part) act.part = part;
  send(act, { then: item.dataset.target });
}

function redraw(place) {
  const { item } = editing;
  leaveEditing();
  getSelection()?.removeAllRanges();
  if (item.dataset.kind === "indicator") return toast("指标请直接改写各列。");
  send({ action: "set", target: item.dataset.target, ...place }, { then: item.dataset.target });
}

// what is selected without an item being edited: it can be added

function offer(place, text) {
  if (!may) return;
  spanned = place;
  selection.replaceChildren();
  const said = document.createElement("span");
  said.className = "said";
  said.textContent = text.length > 24 ? `${text.slice(0, 24)}…` : text;
  selection.append(said);
  const add = (name, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => act());
    selection.append(button);
  };
  const project = projectId();
  add("补充引用", () => send({ action: "add", target: `${project}/citation`, ...spanned }));
  add("补充指标", () => send({ action: "add", target: `${project}/indicator`, ...spanned }));
  const kinds = document.createElement("select");
  kinds.setAttribute("aria-label", "补充段落");
  kinds.append(new Option("补充段落…", ""));
  for (const [kind, name] of Object.entries(KINDS)) kinds.append(new Option(name, kind));
  kinds.addEventListener("change", () => {
    if (kinds.value) send({ action: "add", target: `${project}/section`, part: kinds.value, ...spanned });
  });
  const fields = document.createElement("select");
  fields.setAttribute("aria-label", "设为字段");
  fields.append(new Option("设为字段…", ""));
  for (const row of panel.querySelectorAll(".item.field")) {
    fields.append(new Option(row.querySelector(".label").textContent, row.dataset.target));
  }
  for (const option of panel.querySelectorAll("#addfield option")) {
    fields.append(new Option(option.textContent, `${project}/field/${option.value}`));
  }
  fields.addEventListener("change", () => {
    if (fields.value) send({ action: "set", target: fields.value, ...spanned }, { then: fields.value });
  });
  selection.append(kinds, fields);
  add("✕", () => closeSelection());
  selection.hidden = false;
}

const KINDS = {
  overview: "项目概述", basis: "立项依据", implementer: "实施主体", plan: "实施方案",
  period: "实施周期", budget: "预算安排", goals: "绩效目标", other: "其他",
};

function closeSelection() {
  selection.hidden = true;
  spanned = null;
}

function setFraming(on) {
  paper.framing = on;
  document.getElementById("frame").setAttribute("aria-pressed", String(on));
  paper.pages.classList.toggle("framing", on);
}

// citations

function link(item, regulation) {
  if (!item || item.dataset.kind !== "citation") return;
  send({ action: "set", target: item.dataset.target, regulation_id: regulation }, { then: item.dataset.target });
}

function numbered(number) {
  const item = current();
  if (item?.dataset.kind !== "citation") return;
  if (number === 0) return link(item, "");
  const button = item.querySelectorAll(".candidates button")[number - 1];
  if (button) link(item, button.dataset.regulation);
}

function titleOf(item) {
  return item.querySelector('[data-part="title"]')?.dataset.value || "";
}

async function showHistory() {
  showText(await getText(`/documents/${sha}/history?x=1${query}`));
}

// clicks

panel.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-do], [data-edit], [data-project], [data-for], #acceptall");
  const item = event.target.closest(".item");
  if (pressed?.dataset.for) return choose(find(pressed.dataset.for));
  if (pressed?.id === "acceptall") return acceptAll();
  if (pressed?.matches(".tabs button")) return showProject(pressed.dataset.project);
  if (pressed?.dataset.edit !== undefined && may) return edit(item, pressed.dataset.part);
  const project = projectId();
  switch (pressed?.dataset.do) {
    case "accept": return accept(item);
    case "delete": return remove(item);
    case "link": return link(item, pressed.dataset.regulation);
    case "nolink": return link(item, "");
    case "search": choose(item, { focus: false }); return pickRegulation(titleOf(item), (id) => link(item, id));
    case "rename": return send({ action: "set", target: project, text: document.getElementById("projectname").value });
    case "merge": {
      const into = document.getElementById("mergeinto").value;
      return send({ action: "merge", target: project, project: into }, { project: into });
    }
    case "split": return send({ action: "split", target: project, start: Number(document.getElementById("splitat").value), text: "" });
    case "addfield": {
      const field = document.getElementById("addfield").value;
      const target = `${project}/field/${field}`;
      return send({ action: "set", target, text: "" }, { then: target });
    }
    default: break;
  }
  if (item && !event.target.closest("input, textarea, select, a") && !String(getSelection()).trim()) {
    if (editing && editing.item !== item) commit();
    choose(item);
  }
});

panel.addEventListener("change", (event) => {
  const item = event.target.closest(".item");
  if (event.target.dataset.do === "rekind") {
    send({ action: "set", target: item.dataset.target, part: "kind", text: event.target.value }, { then: item.dataset.target });
  } else if (event.target.dataset.do === "move" && event.target.value) {
    send({ action: "move", target: item.dataset.target, project: event.target.value });
  }
});

panel.addEventListener("focusout", (event) => {
  // a click on the page while a value is edited is for the value
  if (!editing?.button || event.target !== editing.input) return;
  if (event.relatedTarget && panel.contains(event.relatedTarget) && !editing.item.contains(event.relatedTarget)) commit();
});

document.getElementById("thumbs").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) paper.go(Number(button.dataset.page));
});

const buttons = {
  undo: () => send({ action: "undo", target: "" }),
  redo: () => send({ action: "redo", target: "" }),
  history: showHistory,
  help: showHelp,
  smaller: () => paper.setZoom(paper.zoom / 1.25),
  larger: () => paper.setZoom(paper.zoom * 1.25),
  fit: () => paper.setZoom(1),
  frame: () => setFraming(!paper.framing),
  ocr: () => {
    const marked = document.querySelector(`#thumbs button[data-page="${paper.page}"] b`);
    toast(`第${paper.page}页${marked ? "不再" : ""}标记为待识别`, "done");
    toggleOcr(paper.page, !marked);
    send({ action: "ocr", target: `page/${paper.page}`, flag: !marked });
  },
  mode: async () => {
    const asText = await paper.toggleText();
    document.getElementById("mode").setAttribute("aria-pressed", String(asText));
    if (current()?.dataset.start) paper.chooseText(Number(current().dataset.start));
  },
};
for (const [id, act] of Object.entries(buttons)) document.getElementById(id).addEventListener("click", act);

function toggleOcr(page, on) {
  const place = document.querySelector(`#thumbs button[data-page="${page}"] span`);
  place?.querySelector("b")?.remove();
  if (on && place) {
    const mark = document.createElement("b");
    mark.title = "待识别";
    mark.textContent = "识";
    place.append(mark);
  }
}

// keys

const keys = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  u: () => step(1, (item) => item.dataset.uncertain && item.dataset.state === "open"),
  a: () => accept(current() || items()[0]), A: acceptAll,
  e: () => edit(current()), Enter: () => edit(current()),
  d: () => remove(current()), Delete: () => remove(current()),
  "]": () => otherProject(1), "[": () => otherProject(-1),
  z: buttons.undo, y: buttons.redo, v: buttons.mode, b: buttons.frame, o: buttons.ocr,
  "+": buttons.larger, "=": buttons.larger, "-": buttons.smaller,
  h: showHistory, "?": showHelp,
  n: () => (location.href = document.getElementById("next").href),
  q: () => (location.href = `${root}/`),
  f: () => buttons.fit(),
  t: () => {
    const target = current()?.dataset.target;
    location.href = `${root}/trail?document=${sha}${target ? `&target=${encodeURIComponent(target)}` : ""}`;
  },
  Escape: () => { closeSelection(); setFraming(false); },
};

document.addEventListener("keydown", (event) => {
  if (isAsking()) return;
  const typing = event.target.closest?.("input, textarea, select");
  if (typing) {
    if (editing && typing === editing.input) {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        commit();
      } else if (event.key === "Escape") {
        const { item } = editing;
        leaveEditing();
        choose(item);
      } else if (event.key === "Tab") {
        const parts = [...panel.querySelectorAll("[data-edit]:not([disabled])")];
        const at = parts.indexOf(editing.button) + (event.shiftKey ? -1 : 1);
        const next = parts[at];
        const target = next?.closest(".item")?.dataset.target;
        const part = next?.dataset.part;
        event.preventDefault();
        commit();
        if (target) edit(find(target), part);
      }
    }
    return;
  }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
    event.preventDefault();
    return event.shiftKey ? buttons.redo() : buttons.undo();
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^[0-9]$/.test(event.key)) return numbered(Number(event.key));
  if (["Enter", " "].includes(event.key) && event.target.closest("button, a, summary")) return;
  if (editing && event.key === "Escape") return leaveEditing();
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// others on the same document, and their news

async function lookAround() {
  try {
    const { others, last_event: last } = await postJson(`/documents/${sha}/presence?x=1${query}`, { tab });
    const place = document.getElementById("others");
    const own = others.filter((name) => name === user).length;
    const names = [...new Set(others.filter((name) => name !== user))];
    const said = [];
    if (names.length) said.push(`${names.join("、")} 也在看`);
    if (own) said.push("您在另一个页面也打开了它");
    place.textContent = said.join(" · ");
    if (last !== saver.last && !saver.busy && !saver.waiting.length) {
      const answer = await getJson(`/documents/${sha}/panel?project=${encodeURIComponent(projectId())}${query}`);
      fresh(answer, null);
    }
  } catch {
    // the server is away: the next look will tell
  }
}

setInterval(() => document.hidden || lookAround(), 5000);
addEventListener("pagehide", () => {
  const { address, data } = postForm(`/documents/${sha}/leave`, { tab });
  navigator.sendBeacon(address, data);
});

choose(panel.querySelector('.item[data-uncertain="1"]') || items()[0], { scroll: true });
loadMarks();
lookAround();
saver.drain();
main.dataset.ready = "1";
