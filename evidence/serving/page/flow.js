// A text without pages, as paragraphs; claims are marks in it.
import { make } from "./dom.js";
import { touches } from "./reading.js";

const TAGS = { p: "p", o: "p", n: "p" };

export class Flow {
  constructor(holder, reading) {
    this.holder = holder;
    this.reading = reading;
    this.starts = new WeakMap(); // of text nodes
    this.nodes = []; // in order: [start, end, node]
  }

  show(claims, active) {
    const spans = claims.flatMap((claim) => claim.spans.map(([start, end]) => [start, end, claim]));
    this.nodes = [];
    const made = this.reading.blocks.map((block) => this.block(block, spans, active));
    const scrolled = this.holder.scrollTop;
    this.holder.replaceChildren(make("div", { class: "flow" }, ...made));
    this.holder.scrollTop = scrolled;
    this.elements = new Map(this.reading.blocks.map((block, at) => [block.number, made[at]]));
    if (this.found) this.find(...this.found);
  }

  block(block, spans, active) {
    const tag = block.kind === "h" ? `h${Math.min(6, block.level + 1)}` : TAGS[block.kind];
    const here = spans.filter(([start, end]) => start < block.end && end > block.start);
    const open = block.kind === "p" && !here.some(([, , claim]) => !claim.proposal);
    const made = make(tag, { class: `block ${block.kind}${open ? " open" : ""}`, dir: "auto" });
    const numbers = [...new Map(here.map(([, , claim]) => [claim.id, claim])).values()];
    if (numbers.length) {
      made.append(
        make(
          "span",
          { class: "numbers" },
          ...numbers.map((claim) =>
            make("button", { type: "button", class: "number", data: { claim: claim.id }, "aria-label": claim.named }, String(claim.number)),
          ),
        ),
      );
    }
    for (const [start, end] of block.pieces) {
      const cuts = new Set([start, end]);
      for (const [left, right] of here) {
        if (left > start && left < end) cuts.add(left);
        if (right > start && right < end) cuts.add(right);
      }
      const ordered = [...cuts].sort((one, other) => one - other);
      for (let at = 0; at + 1 < ordered.length; at++) {
        const [from, to] = [ordered[at], ordered[at + 1]];
        const node = document.createTextNode(this.reading.text.slice(from, to));
        this.starts.set(node, from);
        this.nodes.push([from, to, node]);
        const over = here.filter(([left, right]) => left < to && right > from).map(([, , claim]) => claim);
        made.append(over.length ? marked(node, over, active) : node);
      }
    }
    return made;
  }

  // Where in the text a place of the page is; null outside of it.
  place(node, offset) {
    if (node.nodeType === Node.TEXT_NODE) return this.starts.has(node) ? this.starts.get(node) + offset : null;
    const walker = document.createTreeWalker(this.holder, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    range.setStart(node, offset);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      if (this.starts.has(text) && range.comparePoint(text, 0) >= 0) return this.starts.get(text);
    }
    return this.reading.text.length;
  }

  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!this.holder.contains(range.startContainer)) return null;
    const start = this.place(range.startContainer, range.startOffset);
    const end = this.place(range.endContainer, range.endOffset);
    return start === null || end === null || end <= start ? null : [start, end];
  }

  range(start, end) {
    const first = this.nodes.find(([, to]) => to > start);
    const last = this.nodes.findLast(([from]) => from < end);
    if (!first || !last) return null;
    const range = document.createRange();
    range.setStart(first[2], Math.max(0, start - first[0]));
    range.setEnd(last[2], Math.min(end, last[1]) - last[0]);
    return range;
  }

  // What is chosen stays shown while one types elsewhere.
  choose(start, end) {
    const range = start === null ? null : this.range(start, end);
    if (!CSS.highlights) return;
    if (range) CSS.highlights.set("chosen", new Highlight(range));
    else CSS.highlights.delete("chosen");
  }

  // What was searched for: its ranges are made anew where the claims are.
  find(spans, here) {
    this.found = [spans, here];
    if (!CSS.highlights) return;
    const ranges = (which) => which.map(([start, end]) => this.range(start, end)).filter(Boolean);
    for (const [name, which] of [["found", spans], ["found-here", here ? [here] : []]]) {
      if (which.length) CSS.highlights.set(name, new Highlight(...ranges(which)));
      else CSS.highlights.delete(name);
    }
  }

  reveal(start, end, how = "nearest") {
    const range = this.range(start, end);
    range?.startContainer.parentElement.scrollIntoView({ block: how });
  }

  // Where one reads: the first place that is wholly seen.
  here() {
    const top = this.holder.getBoundingClientRect().top;
    const seen = this.reading.blocks.find((block) => this.elements.get(block.number).getBoundingClientRect().top >= top - 4);
    return seen?.start ?? 0;
  }

  page() {
    return "";
  }
}

function marked(node, over, active) {
  const claims = over.map((claim) => claim.id);
  const names = ["claim", over.length > 1 ? "several" : `hue${over[0].number % 3}`];
  if (over.every((claim) => claim.proposal)) names.push("proposal");
  if (claims.includes(active)) names.push("active");
  return make("mark", { class: names.join(" "), data: { claims: claims.join(" ") } }, node);
}

export { touches };
