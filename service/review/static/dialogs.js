// What opens above the review page: questions, help, and short messages.

import { getJson } from "./saving.js";

const dialog = document.getElementById("dialog");

export function isAsking() {
  return dialog.open;
}

// Lets a person pick another regulation; `onPick` gets its id.
export function pickRegulation(title, onPick) {
  dialog.innerHTML = `<h2 id="dialogtitle">另选法规</h2>
    <input id="ask" type="search" aria-label="标题、文号或登记号" placeholder="标题、文号或登记号">
    <ol class="found" id="found"></ol><form method="dialog"><button>取消</button></form>`;
  dialog.showModal();
  const ask = dialog.querySelector("#ask");
  ask.value = title;
  let turn = 0;
  const look = async () => {
    const mine = ++turn;
    const found = ask.value.trim() ? await getJson(`/regulations?q=${encodeURIComponent(ask.value)}`) : [];
    if (mine !== turn) return;
    const list = dialog.querySelector("#found");
    list.replaceChildren();
    for (const one of found) {
      const row = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.append(one.title);
      const small = document.createElement("small");
      small.textContent = [one.doc_number, one.issued, one.why].filter(Boolean).join(" · ");
      button.append(small);
      button.addEventListener("click", () => {
        dialog.close();
        onPick(one.id);
      });
      row.append(button);
      list.append(row);
    }
    if (!found.length) list.textContent = "没有找到。";
  };
  ask.addEventListener("input", () => look());
  ask.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      dialog.querySelector("#found button")?.click();
    }
  });
  look();
  ask.select();
}

// Asks whose change stands; resolves to whether it is this person's.
export function askConflict(conflict) {
  return new Promise((resolve) => {
    dialog.innerHTML = `<h2 id="dialogtitle">同一处已被别人改动</h2><p class="them"></p><p class="me"></p>
      <div class="choices"><button id="theirs" type="button">保留对方的</button><button id="mine" type="button" class="primary">仍用我的</button></div>`;
    dialog.querySelector(".them").textContent = `${conflict.by}：${conflict.theirs}`;
    dialog.querySelector(".me").textContent = `您要保存的：${conflict.target} → ${conflict.yours}`;
    const end = (mine) => {
      dialog.close();
      resolve(mine);
    };
    dialog.querySelector("#theirs").addEventListener("click", () => end(false));
    dialog.querySelector("#mine").addEventListener("click", () => end(true));
    dialog.addEventListener("cancel", () => resolve(false), { once: true });
    dialog.showModal();
  });
}

export function showHelp() {
  dialog.innerHTML = document.getElementById("keyshelp").innerHTML;
  dialog.showModal();
}

export function showText(html) {
  dialog.innerHTML = html;
  dialog.showModal();
}

let hiding = 0;
export function toast(text, kind = "refused") {
  const place = document.getElementById("toast");
  place.textContent = text;
  place.className = kind;
  place.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => (place.hidden = true), kind === "refused" ? 7000 : 4000);
}
