// The left side: page pictures with their text and boxes, drawn when they come into view.

import { getText } from "./saving.js";

const SVG = "http://www.w3.org/2000/svg";

export class Paper {
  constructor({ sha, onPlace, onMark, onSpan, onBox }) {
    this.sha = sha;
    this.hooks = { onPlace, onMark, onSpan, onBox };
    this.pages = document.getElementById("pages");
    this.plain = document.getElementById("plaintext");
    this.sheets = [...this.pages.querySelectorAll(".sheet")];
    this.marks = [];
    this.selected = null;
    this.zoom = 1;
    this.framing = false;
    this.asText = !this.sheets.length;
    this.watcher = new IntersectionObserver((seen) => this.arrived(seen), {
      root: this.pages,
      rootMargin: "400px 0px",
    });
    for (const sheet of this.sheets) this.watcher.observe(sheet);
    this.size();
    new ResizeObserver(() => this.size()).observe(this.pages);
    if (this.asText) this.loadText();
    this.pages.addEventListener("click", (event) => this.clicked(event));
    this.pages.addEventListener("pointerdown", (event) => this.pressed(event));
    document.addEventListener("pointerup", () => setTimeout(() => this.selectedText(), 0));
    this.pages.addEventListener("scroll", () => this.number());
  }

  size() {
    const room = this.pages.clientWidth - 28;
    for (const sheet of this.sheets) {
      const width = Math.max(200, room * this.zoom);
      sheet.style.width = `${width}px`;
      sheet.style.height = `${(width * sheet.dataset.height) / sheet.dataset.width}px`;
    }
    this.number();
  }

  setZoom(zoom) {
    const depth = this.pages.scrollTop / Math.max(this.pages.scrollHeight, 1);
    this.zoom = Math.min(4, Math.max(0.4, zoom));
    this.size();
    this.pages.scrollTop = depth * this.pages.scrollHeight;
  }

  async arrived(seen) {
    for (const { target, isIntersecting } of seen) {
      if (!isIntersecting || target.dataset.loaded) continue;
      target.dataset.loaded = "1";
      try {
        target.innerHTML = await getText(`/documents/${this.sha}/pages/${target.dataset.page}/layer`);
        this.draw(target);
      } catch {
        delete target.dataset.loaded;
      }
    }
  }

  async loadText() {
    if (this.plain.dataset.loaded) return;
    this.plain.dataset.loaded = "1";
    this.plain.innerHTML = await getText(`/documents/${this.sha}/text`);
  }

  async toggleText() {
    if (!this.sheets.length) return this.asText;
    this.asText = !this.asText;
    if (this.asText) await this.loadText();
    this.plain.hidden = !this.asText;
    for (const sheet of this.sheets) sheet.hidden = this.asText;
    this.number();
    return this.asText;
  }

  setMarks(marks) {
    this.marks = marks;
    for (const sheet of this.sheets) if (sheet.dataset.loaded) this.draw(sheet);
  }

  draw(sheet) {
    const layer = sheet.querySelector(".marks");
    if (!layer) return;
    const number = Number(sheet.dataset.page);
    layer.replaceChildren();
    for (const mark of this.marks) if (mark.page === number) layer.append(this.shape(mark));
    for (const [page, x0, top, x1, bottom] of this.selected?.boxes || []) {
      if (page === number) {
        layer.append(this.shape({ box: [x0, top, x1, bottom], kind: "chosen", target: "" }));
      }
    }
  }

  shape(mark) {
    const [x0, top, x1, bottom] = mark.box;
    const rect = document.createElementNS(SVG, "rect");
    rect.setAttribute("x", x0 - 1);
    rect.setAttribute("y", top - 1);
    rect.setAttribute("width", Math.max(x1 - x0 + 2, 3));
    rect.setAttribute("height", Math.max(bottom - top + 2, 3));
    rect.setAttribute("rx", 1.5);
    rect.setAttribute("class", `mark k-${mark.kind} s-${mark.state || ""}${mark.uncertain ? " uncertain" : ""}`);
    rect.dataset.for = mark.target;
    rect.dataset.project = mark.project || "";
    return rect;
  }

  choose(boxes, { scroll = true } = {}) {
    this.selected = { boxes };
    for (const sheet of this.sheets) if (sheet.dataset.loaded) this.draw(sheet);
    if (!boxes.length || !scroll || this.asText) return;
    const [page, , top, , bottom] = boxes[0];
    const sheet = this.sheets.find((each) => Number(each.dataset.page) === page);
    if (!sheet) return;
    const scale = sheet.clientHeight / sheet.dataset.height;
    const middle = sheet.offsetTop + ((top + bottom) / 2) * scale;
    const view = this.pages;
    if (middle < view.scrollTop + 60 || middle > view.scrollTop + view.clientHeight - 60) {
      view.scrollTop = middle - view.clientHeight / 2;
    }
  }

  chooseText(start) {
    if (!this.asText || start === undefined) return;
    const lines = [...this.plain.children];
    const line = lines.findLast((each) => Number(each.dataset.offset) <= start);
    for (const each of lines) each.classList.toggle("chosen", each === line);
    line?.scrollIntoView({ block: "center" });
  }

  go(page) {
    const sheet = this.sheets.find((each) => Number(each.dataset.page) === page);
    if (sheet) this.pages.scrollTop = sheet.offsetTop - 8;
  }

  get page() {
    const middle = this.pages.scrollTop + this.pages.clientHeight / 3;
    const sheet = this.sheets.findLast((each) => each.offsetTop <= middle);
    return sheet ? Number(sheet.dataset.page) : 1;
  }

  number() {
    const place = document.getElementById("pagenumber");
    if (this.asText) return (place.textContent = "");
    if (this.sheets.length) place.textContent = `第 ${this.page} / ${this.sheets.length} 页`;
    for (const button of document.querySelectorAll("#thumbs button")) {
      const here = Number(button.dataset.page) === this.page;
      if (here && button.getAttribute("aria-current") !== "true") button.scrollIntoView({ block: "nearest" });
      button.setAttribute("aria-current", here ? "true" : "false");
    }
  }

  clicked(event) {
    if (this.dragged || String(getSelection()).trim()) return;
    const spot = event.target.closest?.(".place");
    if (spot && this.hooks.onPlace(Number(spot.dataset.start), Number(spot.dataset.end))) return;
    const mark = this.markAt(event);
    if (mark) this.hooks.onMark(mark.target, mark.project);
  }

  // the smallest box under the pointer: a value inside a cell, not the cell around it
  markAt(event) {
    const svg = event.target.closest?.("svg");
    const sheet = svg?.closest(".sheet");
    if (!sheet) return null;
    const frame = svg.getBoundingClientRect();
    const x = ((event.clientX - frame.left) / frame.width) * sheet.dataset.width;
    const y = ((event.clientY - frame.top) / frame.height) * sheet.dataset.height;
    const size = ({ box: [x0, top, x1, bottom] }) => (x1 - x0) * (bottom - top);
    return this.marks
      .filter(({ page, box: [x0, top, x1, bottom] }) =>
        page === Number(sheet.dataset.page) && x0 <= x && x <= x1 && top <= y && y <= bottom)
      .sort((one, other) => size(one) - size(other))[0];
  }

  // a drawn frame

  pressed(event) {
    this.dragged = false;
    const svg = event.target.closest?.("svg");
    if (!this.framing || !svg || event.button !== 0) return;
    event.preventDefault();
    const sheet = svg.closest(".sheet");
    const at = (moved) => {
      const box = svg.getBoundingClientRect();
      const clamp = (value, most) => Math.min(Math.max(value, 0), most);
      return [
        clamp(((moved.clientX - box.left) / box.width) * sheet.dataset.width, Number(sheet.dataset.width)),
        clamp(((moved.clientY - box.top) / box.height) * sheet.dataset.height, Number(sheet.dataset.height)),
      ];
    };
    const [startX, startY] = at(event);
    const rect = document.createElementNS(SVG, "rect");
    rect.setAttribute("class", "drawn");
    svg.append(rect);
    let box = null;
    const move = (moved) => {
      const [x, y] = at(moved);
      box = [Math.min(x, startX), Math.min(y, startY), Math.max(x, startX), Math.max(y, startY)];
      rect.setAttribute("x", box[0]);
      rect.setAttribute("y", box[1]);
      rect.setAttribute("width", box[2] - box[0]);
      rect.setAttribute("height", box[3] - box[1]);
    };
    const end = () => {
      document.removeEventListener("pointermove", move);
      rect.remove();
      if (box && box[2] - box[0] > 3 && box[3] - box[1] > 3) {
        this.dragged = true;
        this.hooks.onBox(Number(sheet.dataset.page), box);
      }
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", end, { once: true });
  }

  selectedText() {
    const chosen = getSelection();
    if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return;
    const range = chosen.getRangeAt(0);
    const start = offsetOf(range.startContainer, range.startOffset);
    const end = offsetOf(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    this.hooks.onSpan(start, end, String(chosen).trim());
  }
}

// The offset in the document's text of a place in the page; the text counts whole characters,
// the browser halves of those beyond the basic plane.
function offsetOf(node, inside) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const holder = element?.closest("[data-offset]");
  if (!holder) return null;
  let text = "";
  if (node.nodeType === Node.TEXT_NODE) text = node.data.slice(0, inside);
  else text = [...node.childNodes].slice(0, inside).map((each) => each.textContent).join("");
  return Number(holder.dataset.offset) + [...text].length;
}
