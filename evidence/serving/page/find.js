// Words are found in a text, also on pages that are not drawn: the browser's own search sees no more than is drawn.
import { $, folded } from "./dom.js";
import { say } from "./words.js";

const MOST = 2000; // places that are told
const HYPHEN = /[-\u00ad\u2010\u2011\u0002\ufffe]/;

// A text as it is searched: without capitals, accents and hyphens, its lines joined; and where each sign stands.
function index(text) {
  const places = [];
  let said = "";
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (HYPHEN.test(sign)) {
      const broken = /^[ \t]*[\r\n]\s*/.exec(text.slice(at + 1, at + 40));
      if (broken) at += broken[0].length;
      continue;
    }
    const told = sign <= "\u007f" ? sign.toLowerCase() : folded(sign);
    if (/\s/.test(told)) {
      if (said.endsWith(" ")) continue;
      said += " ";
      places.push(at);
      continue;
    }
    for (let one = 0; one < told.length; one++) places.push(at);
    said += told;
  }
  return { said, places };
}

const sought = (words) => [...folded(words)].filter((sign) => !HYPHEN.test(sign)).join("").replace(/\s+/g, " ").trim();

export class Find {
  // did: {reveal(start, end), found(spans, current), left()}
  constructor(reading, did) {
    Object.assign(this, { reading, did, spans: [], at: -1, asked: "" });
    this.input = $("find");
    this.input.addEventListener("input", () => this.look());
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.step(event.shiftKey ? -1 : 1);
      else if (event.key === "Escape") this.close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    $("find-open").addEventListener("click", () => this.open());
    $("find-next").addEventListener("click", () => this.step(1));
    $("find-before").addEventListener("click", () => this.step(-1));
    $("find-close").addEventListener("click", () => this.close());
  }

  open() {
    $("finder").hidden = false;
    $("find-open").setAttribute("aria-expanded", "true");
    this.input.focus();
    this.input.select();
  }

  close() {
    $("finder").hidden = true;
    $("find-open").setAttribute("aria-expanded", "false");
    this.input.value = "";
    this.look();
    this.did.left();
  }

  look() {
    const words = sought(this.input.value);
    if (words === this.asked) return;
    this.asked = words;
    this.spans = [];
    this.known ??= index(this.reading.text);
    const { said, places } = this.known;
    for (let at = words.length > 1 ? said.indexOf(words) : -1; at >= 0 && this.spans.length < MOST; at = said.indexOf(words, at + words.length)) {
      this.spans.push([places[at], places[at + words.length - 1] + 1]);
    }
    const here = this.did.here();
    this.at = Math.max(0, this.spans.findIndex(([start]) => start >= here));
    this.show();
  }

  step(by) {
    if (!this.spans.length) return;
    this.at = (this.at + by + this.spans.length) % this.spans.length;
    this.show();
  }

  show() {
    const current = this.spans[this.at] ?? null;
    $("find-told").textContent = !this.asked ? "" : current ? say("{n} of {m}", { n: this.at + 1, m: this.spans.length }) : say("not in this text");
    this.did.found(this.spans, current);
    if (current) this.did.reveal(...current);
  }
}
