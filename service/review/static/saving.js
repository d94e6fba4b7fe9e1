// Sends acts to the server one after the other. An act is written down in the browser before it
// is sent, and taken off only when the server has recorded it: neither a reload nor a crash of
// either side loses one.

const root = document.body.dataset.root;
const csrf = document.body.dataset.csrf;

export const tab = (() => {
  let held = sessionStorage.getItem("yiju:tab");
  // a duplicated tab brings a copy of the storage with it
  if (!held || performance.getEntriesByType("navigation")[0]?.type === "navigate") {
    held = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2);
    sessionStorage.setItem("yiju:tab", held);
  }
  return held;
})();

export class Saver {
  constructor({ sha, track, last, user, onFresh, onRefused, onConflict, onState }) {
    this.address = `${root}/documents/${sha}`;
    this.query = track === "second" ? "track=second" : "track=main";
    this.key = `yiju:waiting:${user}:${sha}:${track}`;
    this.last = last;
    this.hooks = { onFresh, onRefused, onConflict, onState };
    this.counter = 0;
    this.started = performance.now();
    this.busy = false;
    this.waiting = JSON.parse(localStorage.getItem(this.key) || "[]");
  }

  add(act, project) {
    const seconds = Math.min((performance.now() - this.started) / 1000, 3600);
    this.started = performance.now();
    this.counter += 1;
    this.waiting.push({
      ...act,
      operation: `${tab}:${Date.now().toString(36)}${this.counter}`,
      tab,
      seen: this.last,
      seconds,
      show: project,
    });
    this.keep();
    return this.drain();
  }

  keep() {
    if (this.waiting.length) localStorage.setItem(this.key, JSON.stringify(this.waiting));
    else localStorage.removeItem(this.key);
    this.hooks.onState(this.waiting.length, this.busy);
  }

  async drain() {
    if (this.busy) return;
    this.busy = true;
    try {
      while (this.waiting.length) {
        this.hooks.onState(this.waiting.length, true);
        if (!(await this.send(this.waiting[0]))) return;
      }
    } finally {
      this.busy = false;
      this.hooks.onState(this.waiting.length, false);
    }
  }

  async send(act) {
    const { show, ...body } = act;
    let response;
    let answer;
    try {
      response = await fetch(`${this.address}/events?${this.query}&project=${encodeURIComponent(show || "")}`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/json",
          "x-yiju-csrf": csrf,
        },
        body: JSON.stringify(body),
      });
      answer = await response.json();
    } catch {
      // the server is away: the act stays written down and is sent again
      setTimeout(() => this.drain(), 1500);
      return false;
    }
    if (response.ok) {
      this.shift(answer);
      this.hooks.onFresh(answer, act);
      return true;
    }
    if (response.status === 409 && answer.conflict) {
      this.last = answer.last_event;
      this.hooks.onFresh(answer, null);
      const mine = await this.hooks.onConflict(answer.conflict);
      if (!mine) this.drop();
      else {
        this.waiting[0] = { ...act, seen: this.last, force: true };
        this.keep();
      }
      return true;
    }
    if (response.status >= 500) {
      setTimeout(() => this.drain(), 1500);
      return false;
    }
    if (response.status === 401) {
      location.href = `${root}/sign-in?next=${encodeURIComponent(location.pathname.slice(root.length) + location.search)}`;
      return false;
    }
    this.drop();
    this.hooks.onRefused(answer.error || { found: "无法保存", hint: "" });
    return true;
  }

  shift(answer) {
    const before = this.last;
    this.last = answer.last_event;
    this.waiting.shift();
    // what was done in this tab meanwhile has seen its own acts
    for (const act of this.waiting) if (act.seen === before) act.seen = this.last;
    this.keep();
  }

  drop() {
    this.waiting.shift();
    this.keep();
  }
}

export async function getJson(path) {
  const response = await fetch(`${root}${path}`, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

export async function getText(path) {
  const response = await fetch(`${root}${path}`);
  if (!response.ok) throw new Error(String(response.status));
  return response.text();
}

export async function postJson(path, body) {
  const response = await fetch(`${root}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", "x-yiju-csrf": csrf },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

export function postForm(path, fields) {
  const data = new FormData();
  data.set("csrf", csrf);
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data && { address: `${root}${path}`, data };
}
