// A PDF as its pages: each an image, with the words of its text over it, drawn when it comes into view.
import { get } from "./api.js";
import { make } from "./dom.js";
import { say } from "./words.js";

const UNITS = 10000; // of the width of a page, in which places on it are told
const KEPT = 12; // pages that stay drawn
const WIDTHS = [700, 1000, 1400, 2000, 2800];
const measure = document.createElement("canvas").getContext("2d");
measure.font = "100px sans-serif";

export class Paper {
  constructor(holder, key, sizes, changed) {
    Object.assign(this, { holder, key, changed, claims: [], active: "", chosen: null, found: [], foundHere: null, reading: null });
    this.sheets = sizes.map(([width, height], number) => this.sheet(number, width, height));
    holder.replaceChildren(make("div", { class: "paper" }, ...this.sheets.map((sheet) => sheet.element)));
    this.drawn = [];
    this.seen = new IntersectionObserver((entries) => this.into(entries), { root: holder, rootMargin: "600px 0px" });
    for (const sheet of this.sheets) this.seen.observe(sheet.element);
    this.dragging();
  }

  sheet(number, width, height) {
    const layers = ["open-marks", "marks", "words", "chosen-marks", "numbers", "found-marks"].map((name) => make("div", { class: name }));
    const element = make("section", { class: "sheet", "aria-label": say("page {n}", { n: number + 1 }) }, ...layers);
    element.style.aspectRatio = `${width} / ${height}`;
    return { number, element, layers, words: null, spans: [], asked: false, ratio: height / width };
  }

  into(entries) {
    for (const { target, isIntersecting } of entries) {
      const sheet = this.sheets.find((one) => one.element === target);
      if (isIntersecting) this.draw(sheet);
    }
  }

  async draw(sheet) {
    this.drawn = [...this.drawn.filter((one) => one !== sheet), sheet];
    while (this.drawn.length > KEPT) this.clear(this.drawn.shift());
    if (sheet.asked) return;
    sheet.asked = true;
    const wanted = sheet.element.clientWidth * Math.min(devicePixelRatio, 2.5);
    const width = WIDTHS.find((one) => one >= wanted) ?? WIDTHS.at(-1);
    const query = new URLSearchParams({ key: this.key, page: sheet.number, width });
    const image = make("img", { src: `/page.png?${query}`, alt: "", draggable: "false" });
    sheet.element.prepend(image);
    const told = await get("/api/words", { key: this.key, page: sheet.number }).catch(() => null);
    if (!told || !sheet.asked) return;
    sheet.words = told.words.map(([start, text, left, top, width_, height, leftward]) => ({
      start, text, left, top, width: width_, height, leftward,
    }));
    this.lay(sheet);
    this.mark(sheet);
  }

  clear(sheet) {
    sheet.asked = false;
    sheet.words = null;
    sheet.spans = [];
    sheet.element.querySelector("img")?.remove();
    for (const layer of sheet.layers) layer.replaceChildren();
  }

  // The words of a page stand over its image, unseen, so that they can be selected and read aloud.
  lay(sheet) {
    const layer = sheet.layers[2];
    sheet.spans = sheet.words.map((word) => {
      const span = make("span", { dir: word.leftward ? "rtl" : "ltr" }, word.text);
      const size = word.height * 0.8;
      place(span, word, sheet);
      span.style.fontSize = `${(100 * size) / UNITS}cqw`;
      const natural = (measure.measureText(word.text).width / 100) * size;
      if (natural) span.style.transform = `scaleX(${word.width / natural})`;
      // its own box is as wide as its letters, whatever font draws them
      if (natural && !word.leftward) span.style.width = "auto";
      return span;
    });
    layer.replaceChildren(...sheet.spans.flatMap((span) => [span, " "]));
  }

  begin(sheet) {
    return this.reading ? this.reading.pages[sheet.number][0] : 0;
  }

  // The rectangles of a stretch of the text on a page, one a line.
  rectangles(sheet, start, end) {
    const base = this.begin(sheet);
    const lines = [];
    for (const word of sheet.words ?? []) {
      const [from, to] = [base + word.start, base + word.start + word.text.length];
      if (to <= start || from >= end) continue;
      const length = to - from;
      const [cut, rest] = [Math.max(0, start - from) / length, Math.max(0, to - end) / length];
      const [before, after] = word.leftward ? [rest, cut] : [cut, rest];
      const left = word.left + before * word.width;
      const right = word.left + word.width * (1 - after);
      const line = lines.at(-1);
      const shared = line && Math.min(line.bottom, word.top + word.height) - Math.max(line.top, word.top);
      const near = line && left - line.right < 600 && line.left - right < 600;
      if (line && near && shared > 0.4 * Math.min(word.height, line.bottom - line.top)) {
        line.left = Math.min(line.left, left);
        line.right = Math.max(line.right, right);
        line.top = Math.min(line.top, word.top);
        line.bottom = Math.max(line.bottom, word.top + word.height);
      } else lines.push({ left, right, top: word.top, bottom: word.top + word.height });
    }
    return lines.map(({ left, right, top, bottom }) => ({ left, top, width: right - left, height: bottom - top }));
  }

  show(claims, active) {
    this.claims = claims;
    this.active = active;
    for (const sheet of this.sheets) if (sheet.words) this.mark(sheet);
  }

  mark(sheet) {
    if (!this.reading || !sheet.words) return;
    const [start, end] = this.reading.pages[sheet.number];
    const marks = [];
    const numbers = [];
    const taken = [];
    for (const claim of this.claims) {
      const here = claim.spans.filter(([from, to]) => from < end && to > start);
      const found = here.flatMap(([from, to]) => this.rectangles(sheet, from, to));
      if (!found.length) continue;
      const hue = `hue${claim.number % 3}`;
      const names = ["claim", hue, claim.proposal && "proposal", claim.id === this.active && "active"];
      for (const box of found) marks.push(boxed(box, sheet, names.filter(Boolean).join(" "), claim.id));
      const button = make(
        "button",
        { type: "button", class: `number ${hue}`, data: { claim: claim.id }, "aria-label": claim.named },
        String(claim.number),
      );
      // in the margin on its side, below those that stand there already
      const right = Math.min(...found.map((box) => box.left)) > 0.48 * UNITS;
      let down = found[0].top;
      while (taken.some(([side, y]) => side === right && Math.abs(y - down) < 330)) down += 330;
      taken.push([right, down]);
      button.classList.add(right ? "right" : "left");
      button.style.top = `${(100 * down) / (UNITS * sheet.ratio)}%`;
      numbers.push(button);
    }
    const counted = this.claims.filter((claim) => !claim.proposal).flatMap((claim) => claim.spans);
    const open = this.reading.paragraphs
      .filter((block) => block.start < end && block.end > start)
      .filter((block) => !block.pieces.some(([from, to]) => counted.some(([left, right]) => left < to && right > from)))
      .flatMap((block) => columns(this.rectangles(sheet, Math.max(start, block.start), Math.min(end, block.end))))
      .map((box) => boxed({ left: box.left - 105, top: box.top, width: 32, height: box.height }, sheet, "open", ""));
    sheet.layers[0].replaceChildren(...open);
    sheet.layers[1].replaceChildren(...marks);
    sheet.layers[4].replaceChildren(...numbers);
    this.frame(sheet);
  }

  frame(sheet) {
    const boxes = this.chosen ? this.rectangles(sheet, ...this.chosen) : [];
    sheet.layers[3].replaceChildren(...boxes.map((box) => boxed(box, sheet, "chosen", "")));
    const [from, to] = this.found.length && this.reading ? this.reading.pages[sheet.number] : [0, 0];
    const found = this.found.filter(([start, end]) => start < to && end > from);
    sheet.layers[5].replaceChildren(...found.flatMap((span) =>
      this.rectangles(sheet, ...span).map((box) => boxed(box, sheet, span === this.foundHere ? "found here" : "found", ""))));
  }

  // What was searched for is marked on the pages that are drawn, and on others when they are.
  find(spans, here) {
    Object.assign(this, { found: spans, foundHere: here });
    for (const sheet of this.drawn) if (sheet.words) this.frame(sheet);
  }

  choose(start, end) {
    this.chosen = start === null ? null : [start, end];
    for (const sheet of this.drawn) this.frame(sheet);
  }

  // The place of the text that is nearest to a point of the window.
  at(x, y) {
    const near = (sheet) => {
      const box = sheet.element.getBoundingClientRect();
      return Math.max(0, box.top - y, y - box.bottom);
    };
    const sheet = this.drawn.filter((one) => one.words?.length).sort((one, other) => near(one) - near(other))[0];
    if (!sheet) return null;
    const box = sheet.element.getBoundingClientRect();
    const [across, down] = [((x - box.left) / box.width) * UNITS, ((y - box.top) / box.width) * UNITS];
    let best = null;
    let least = Infinity;
    for (const word of sheet.words) {
      const aside = Math.max(0, word.left - across, across - word.left - word.width);
      const away = Math.max(0, word.top - down, down - word.top - word.height);
      const far = aside + 4 * away;
      if (far < least) [best, least] = [word, far];
    }
    const part = Math.min(1, Math.max(0, (across - best.left) / best.width));
    const inside = Math.round((best.leftward ? 1 - part : part) * best.text.length);
    return { place: this.begin(sheet) + best.start + inside, far: least };
  }

  // With a mouse, what is selected is told by where the words stand, not by the order of elements.
  dragging() {
    let from = null;
    this.holder.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "touch" || event.button || event.target.closest("button")) return;
      const found = this.at(event.clientX, event.clientY);
      if (!found || !this.reading) return;
      event.preventDefault();
      this.holder.focus({ preventScroll: true });
      if (event.shiftKey && this.chosen) {
        const [start, end] = this.chosen;
        from = found.place < start ? end : start;
        this.drag(from, found.place);
      } else from = found.place;
      this.holder.setPointerCapture(event.pointerId);
    });
    this.holder.addEventListener("pointermove", (event) => {
      if (from === null) return;
      const found = this.at(event.clientX, event.clientY);
      if (found) this.drag(from, found.place);
    });
    this.holder.addEventListener("pointerup", (event) => {
      if (from === null) return;
      const found = this.at(event.clientX, event.clientY);
      const [start, end] = [Math.min(from, found?.place ?? from), Math.max(from, found?.place ?? from)];
      from = null;
      if (end > start) this.changed([start, end]);
      else if (event.detail >= 2) this.changed(this.word(start));
    });
    this.holder.addEventListener("dblclick", (event) => {
      const found = this.at(event.clientX, event.clientY);
      if (found && this.reading) this.changed(this.word(found.place));
    });
  }

  word(place) {
    const text = this.reading.text;
    let [start, end] = [place, place];
    while (start > 0 && /\S/.test(text[start - 1])) start--;
    while (end < text.length && /\S/.test(text[end])) end++;
    return [start, end];
  }

  drag(from, to) {
    this.choose(Math.min(from, to), Math.max(from, to));
  }

  // What was selected by touch, or by whatever the browser offers.
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !this.reading) return null;
    const range = selection.getRangeAt(0);
    const found = this.drawn.flatMap((sheet) =>
      sheet.spans
        .map((span, number) => [span, sheet.words[number], this.begin(sheet)])
        .filter(([span]) => range.intersectsNode(span)),
    );
    if (!found.length) return null;
    const whole = found.map(([span, word, base]) => {
      const [from, to] = [base + word.start, base + word.start + word.text.length];
      const inside = span.firstChild;
      return [
        range.startContainer === inside ? from + range.startOffset : from,
        range.endContainer === inside ? from + range.endOffset : to,
      ];
    });
    return [Math.min(...whole.map(([from]) => from)), Math.max(...whole.map(([, to]) => to))];
  }

  async reveal(start, end, how = "nearest") {
    const sheet = this.sheets[this.reading.pageAt(start)];
    if (!sheet.words) {
      sheet.element.scrollIntoView({ block: "start" });
      await this.draw(sheet);
    }
    const [box] = this.rectangles(sheet, start, end);
    if (!box) return;
    const top = sheet.element.offsetTop + (box.top / UNITS) * sheet.element.clientWidth;
    const view = this.holder;
    const seen = top > view.scrollTop + 40 && top < view.scrollTop + view.clientHeight - 80;
    if (!seen || how === "center") view.scrollTop = top - view.clientHeight / 3;
  }

  here() {
    const number = this.current();
    return this.reading?.pages[number]?.[0] ?? 0;
  }

  current() {
    const middle = this.holder.scrollTop + this.holder.clientHeight / 3;
    const found = this.sheets.findLast((sheet) => sheet.element.offsetTop <= middle);
    return found?.number ?? 0;
  }

  page() {
    const number = this.current();
    const label = this.reading?.pages[number]?.[2] ?? String(number + 1);
    return say("page {n} of {m}", { n: label, m: this.sheets.length });
  }
}

// The lines of a block, put together by column.
function columns(lines) {
  const found = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last && Math.abs(last.left - line.left) < 900 && line.top >= last.top) {
      last.left = Math.min(last.left, line.left);
      last.height = line.top + line.height - last.top;
    } else found.push({ left: line.left, top: line.top, height: line.height });
  }
  return found;
}

function place(element, box, sheet) {
  element.style.left = `${(100 * box.left) / UNITS}%`;
  element.style.width = `${(100 * box.width) / UNITS}%`;
  element.style.top = `${(100 * box.top) / (UNITS * sheet.ratio)}%`;
  element.style.height = `${(100 * box.height) / (UNITS * sheet.ratio)}%`;
}

function boxed(box, sheet, names, claim) {
  const made = make("div", { class: names, data: claim ? { claim } : {} });
  place(made, box, sheet);
  return made;
}
