// The links of a claim to others: what each is, and what is said of it besides.
import { Choosing } from "./choosing.js";
import { make } from "./dom.js";
import { row, select } from "./more.js";
import { say } from "./words.js";
import { listed, respoken, spoken } from "./written.js";

const HOWS = { same: say("the same"), stronger: say("stronger"), weaker: say("weaker"), changed: say("changed") };

// A link as it is written: its id alone, where nothing else is said of it.
function written({ kind, ...link }) {
  void kind;
  const made = Object.fromEntries(Object.entries(link).filter(([, value]) => value && value !== "false").map(([key, value]) => [key, value === "true" ? true : value]));
  return Object.keys(made).length === 1 ? made.claim : made;
}

export class Links {
  constructor(changed) {
    this.changed = changed;
    this.linked = [];
    this.element = make("div", { class: "field links-field", data: { field: "links" } });
  }

  build(book, options) {
    this.book = book;
    this.options = options;
    this.kind = select(book.links, book.links[0][0], () => {}, say("How it stands to the other claim"));
    this.others = new Choosing({ label: say("Other claims"), options, placeholder: say("search claims"), meaning: say("Does it support, contradict or limit a claim that is here already? May be left out."),
      changed: () => {
        this.linked.push(...this.others.value.map((claim) => ({ kind: this.kind.value, claim })));
        this.others.value = [];
        this.draw();
        this.changed();
      } });
    this.list = make("ul", { class: "links" });
    this.element.replaceChildren(this.kind, this.others.element, this.list);
    this.draw();
  }

  read(keys) {
    this.linked = this.book.links.flatMap(([kind]) => listed(keys[kind]).map((one) => ({ kind, ...(typeof one === "string" ? { claim: one } : one) })));
    this.draw();
  }

  // What stands under each kind, and what stood there.
  value(linked = this.linked) {
    return Object.fromEntries(this.book.links.map(([kind]) => [kind, linked.filter((one) => one.kind === kind).map(written)]));
  }

  was(keys) {
    const told = (one, kind) => written({ kind, ...(typeof one === "string" ? { claim: one } : one) });
    return Object.fromEntries(this.book.links.map(([kind]) => [kind, listed(keys[kind]).map((one) => told(one, kind))]));
  }

  draw() {
    const named = new Map(this.book.links);
    const known = new Map(this.options().map((one) => [one.id, one.label]));
    this.list.replaceChildren(...this.linked.map((link) => this.one(link, named.get(link.kind), known.get(link.claim) ?? link.claim)));
  }

  one(link, kind, label) {
    const { meanings, language, hows } = this.book;
    const input = (made) => {
      made.addEventListener("input", () => this.changed());
      return made;
    };
    const because = input(make("input", { autocomplete: "off", on: { input: () => (link.because = respoken(link.because, because.value.trim(), language)) } }));
    because.value = spoken(link.because, language);
    const stated = make("input", { type: "checkbox", checked: link.stated === true || link.stated === "true", on: { change: () => {
      link.stated = stated.checked;
      this.changed();
    } } });
    const how = select([["", "–"], ...hows.map((one) => [one, HOWS[one] ?? one])], link.how ?? "", () => {
      link.how = how.value;
      this.changed();
    });
    const details = make("details", {}, make("summary", {}, say("why")), row(say("Why"), because, meanings["link.because"]),
      ...(link.kind === "restates" ? [row(say("How its wording differs"), how, meanings["link.how"])] : []),
      make("label", { class: "tick" }, stated, say("the text says so itself")));
    details.open = Boolean(link.because || link.how || link.stated);
    return make("li", {}, `${kind}: ${label} `,
      make("button", { type: "button", class: "plain", "aria-label": say("take {name} away", { name: link.claim }), on: { click: () => {
        this.linked = this.linked.filter((one) => one !== link);
        this.draw();
        this.changed();
      } } }, "×"), details);
  }
}
