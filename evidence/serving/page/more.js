// The rarer fields of a claim, folded: relations, a definition, a figure, the hands between, and the like.
import { Choosing, oneOf } from "./choosing.js";
import { make } from "./dom.js";
import { say } from "./words.js";
import { empty, lined, listed, respoken, spoken, together, unlined } from "./written.js";

const FIGURES = {
  value: say("exactly"), about: say("about"), above: say("more than"), from: say("at least"), below: say("less than"), up_to: say("at most"),
};
const UPPER = ["below", "up_to"];
const NATURES = { observed: say("observed"), estimate: say("an estimate"), target: say("a target"), threshold: say("a threshold") };
export const TERMS = {
  page: say("page"), section: say("section"), heading: say("heading"), paragraph: say("paragraph"), note: say("note"), box: say("box"),
};
// of a figure, in the order in which a new one is written
const PARTS = ["of", "base", ...Object.keys(FIGURES), "unit", "year", "nature", "parts", "part_labels", "total"];
let serial = 0;

// An input with its label, and what the description of the format says of it.
export function row(label, input, meaning = "") {
  const id = (input.id ||= `more-${++serial}`);
  if (meaning === `${label}.`) meaning = ""; // nothing more than the label says
  if (meaning) input.setAttribute("aria-describedby", `${id}-means`);
  return make("div", { class: "field" }, make("label", { for: id }, label), input, meaning ? make("small", { id: `${id}-means`, class: "means" }, meaning) : "");
}

function line(value, changed, extra = {}) {
  const input = make("input", { autocomplete: "off", ...extra, on: { input: changed } });
  input.value = value;
  return input;
}

function lines(value, changed) {
  const input = make("textarea", { rows: String(Math.max(1, value.split("\n").length)), spellcheck: "false", on: { input: changed } });
  input.value = value;
  return input;
}

export function select(options, value, changed, label = null) {
  const input = make("select", { "aria-label": label, on: { change: changed } }, ...options.map(([id, name]) => make("option", { value: id }, name)));
  input.value = value;
  return input;
}

export class More {
  constructor(changed) {
    this.changed = () => {
      this.count();
      changed();
    };
    this.fields = new Map(); // key: () => what is to stand under it
    this.inner = make("div", {});
    this.summary = make("summary", {});
    this.element = make("details", { class: "more" }, this.summary, this.inner);
  }

  // What is shown: `keys` is what the claim has in its file; `options` gives elements and sources.
  fill(book, keys, key, options) {
    Object.assign(this, { book, keys, key, options });
    this.fields = new Map();
    const { changed } = this;
    const means = book.meanings;
    const said = (name, label) => {
      const input = line(spoken(keys[name], book.language), changed);
      return this.put(name, row(label, input, means[name]), () => respoken(keys[name], input.value.trim(), book.language));
    };
    const several = (name, label, found, value) => {
      const field = new Choosing({ label, options: found, changed, placeholder: say("add, type to search"), meaning: means[name] });
      field.value = listed(value);
      return this.put(name, field.element, () => [...field.value]);
    };
    const level = select([["", "–"], ...book.credibilities.map((one) => [one, one.replaceAll("_", " ")])], keys.credibility ?? "", changed);
    const allowed = lines(lined(keys.allow, book.language), changed);
    this.inner.replaceChildren(
      ...(book.study ? [] : [several("sources", say("Who says it"), options.sources, keys.sources ?? key), this.attribution()]),
      several("via", say("Through whom: the hands between"), options.sources, keys.via),
      several("draws_on", say("Works that it draws on"), options.sources, keys.draws_on),
      this.relates(),
      this.defines(),
      this.measure(),
      said("short", say("In 15 words at most, for tables")),
      this.at(),
      said("quote_lang", say("Language of the quote")),
      this.put("credibility", row(say("Credibility, of JBI"), level, means.credibility), () => level.value),
      this.put("allow", row(say("Checks that are silenced here, as `code: reason`"), allowed, means.allow), () => unlined(allowed.value, keys.allow, book.language)),
    );
    this.count();
    this.element.open = this.filled() > 0;
  }

  get value() {
    return Object.fromEntries([...this.fields].map(([name, value]) => [name, value()]));
  }

  filled() {
    const usual = (name, value) => name === "at" || (name === "sources" && String(value) === this.key);
    return Object.entries(this.value).filter(([name, value]) => !empty(value) && !usual(name, value)).length;
  }

  count() {
    const number = this.filled();
    this.summary.textContent = number ? say("More · {n} filled in", { n: number }) : say("More: who says it, relations, a figure …");
  }

  put(name, element, value) {
    element.dataset.field = name;
    this.fields.set(name, value);
    return element;
  }

  attribution() {
    const one = oneOf({ label: say("How it is cited"), name: "attribution", changed: this.changed, required: true, definition: this.book.meanings.attribution,
      options: [{ id: "explicit", label: say("outright") }, { id: "implied", label: say("by implication") }] });
    one.value = this.keys.attribution ?? "explicit";
    return this.put("attribution", one.element, () => (one.value === "implied" || this.keys.attribution ? one.value || "explicit" : ""));
  }

  // An arrow is made of three choices; one that is whole counts, whether it was added to the list or not.
  relates() {
    const labels = new Map(this.options.elements().map((one) => [one.id, one.label]));
    const types = new Map(this.book.relation_types);
    let arrows = [...listed(this.keys.relates)];
    const list = make("ul", { class: "links" });
    const end = (label) => new Choosing({ label, options: this.options.elements, changed: () => this.changed(), most: 1, placeholder: say("type to search") });
    const [from, to] = [end(say("From the element")), end(say("To the element"))];
    const kind = select([["", "–"], ...this.book.relation_types], "", () => this.changed(), say("How the two stand to each other"));
    const told = (arrow) => {
      const [subject, type, object] = arrow.split(/\s+/);
      return `${labels.get(subject) ?? subject} ${types.get(type) ?? type} ${labels.get(object) ?? object}`;
    };
    const whole = () => (from.value.length && kind.value && to.value.length ? [`${from.value[0]} ${kind.value} ${to.value[0]}`] : []);
    const draw = () => list.replaceChildren(...arrows.map((arrow) => make("li", {}, `${told(arrow)} `,
      make("button", { type: "button", class: "plain", "aria-label": say("take {name} away", { name: told(arrow) }), on: { click: () => {
        arrows = arrows.filter((one) => one !== arrow);
        draw();
        this.changed();
      } } }, "×"))));
    const another = make("button", { type: "button", class: "plain", on: { click: () => {
      if (!whole().length) return;
      arrows.push(...whole().filter((one) => !arrows.includes(one)));
      from.value = to.value = [];
      kind.value = "";
      draw();
      this.changed();
    } } }, say("another relation"));
    draw();
    const none = this.book.relation_types.length ? "" : make("small", { class: "means" }, say("The framework declares no relation between elements: name one in claims.yaml, under `relation_types`."));
    const element = make("fieldset", { class: "part" }, make("legend", {}, say("Relations between elements that it states")), list,
      ...(none ? [none] : [from.element, make("div", { class: "field" }, kind), to.element, another]));
    return this.put("relates", element, () => [...arrows, ...whole().filter((one) => !arrows.includes(one))]);
  }

  defines() {
    const input = line(this.keys.defines ?? "", this.changed, { list: `more-elements-${++serial}`, spellcheck: "false" });
    const known = make("datalist", { id: `more-elements-${serial}` }, ...this.options.elements().map((one) => make("option", { value: one.id }, one.label)));
    const element = row(say("What it defines"), input, this.book.meanings.defines);
    element.append(known);
    return this.put("defines", element, () => input.value.trim());
  }

  measure() {
    const { changed, book } = this;
    const raw = this.keys.measure && typeof this.keys.measure === "object" ? this.keys.measure : {};
    const means = (name) => book.meanings[`measure.${name}`];
    const parts = {};
    const said = (name, label) => {
      const input = line(spoken(raw[name], book.language), changed);
      parts[name] = () => respoken(raw[name], input.value.trim(), book.language);
      return row(label, input, means(name));
    };
    const many = (name, label) => {
      const input = lines(lined(raw[name], book.language), changed);
      parts[name] = () => unlined(input.value, raw[name], book.language);
      return row(label, input, means(name));
    };
    // a figure, and where it is known by its bounds the second of them
    const first = Object.keys(FIGURES).find((name) => !empty(raw[name])) ?? "value";
    const second = UPPER.find((name) => name !== first && !empty(raw[name])) ?? "up_to";
    const bound = (names, name, label) => {
      const how = select(names.map((one) => [one, FIGURES[one]]), name, () => {
        follow();
        changed();
      }, label);
      return { how, number: line(raw[name] ?? "", changed, { "aria-label": say("the figure, in digits"), inputmode: "decimal", spellcheck: "false" }) };
    };
    const low = bound(Object.keys(FIGURES), first, say("How the figure is told"));
    const high = bound(UPPER, second, say("How the other bound is told"));
    if (second in raw === false) high.number.value = "";
    const upper = make("div", { class: "pair" }, high.how, high.number);
    const follow = () => (upper.hidden = !["above", "from"].includes(low.how.value));
    follow();
    for (const name of Object.keys(FIGURES)) {
      parts[name] = () => [low, ...(upper.hidden ? [] : [high])].find(({ how, number }) => how.value === name && number.value.trim())?.number.value.trim() ?? "";
    }
    const nature = select([["", "–"], ...book.natures.map((one) => [one, NATURES[one] ?? one])], raw.nature ?? "", changed);
    parts.nature = () => nature.value;
    const element = make("fieldset", { class: "part" }, make("legend", {}, say("A figure that it gives")),
      said("of", say("What is counted or measured")), make("div", { class: "pair" }, low.how, low.number), upper,
      said("unit", say("Unit")), said("base", say("Out of what")), said("year", say("Year")), row(say("Kind of figure"), nature, means("nature")),
      many("parts", say("Its parts, as `name: number`")), many("part_labels", say("How the parts are called, as `name: words`")), said("total", say("What the parts sum to")));
    return this.put("measure", element, () => together(raw, Object.fromEntries(PARTS.map((name) => [name, parts[name]()]))));
  }

  // Where it stands is filled in from the selection; it can be mended here.
  at() {
    const holder = make("div", {});
    const add = make("button", { type: "button", class: "plain", on: { click: () => this.place(holder, "", "") } }, say("add a place"));
    this.places = holder;
    this.putAt(this.keys.at ?? {});
    const meaning = make("small", { class: "means" }, this.book.meanings.at);
    return this.put("at", make("fieldset", { class: "part" }, make("legend", {}, say("Where it stands")), holder, add, meaning), () =>
      Object.fromEntries([...holder.children].map((one) => [one.firstChild.value, one.lastChild.value.trim()]).filter(([term, value]) => term && value)));
  }

  putAt(at) {
    this.places.replaceChildren();
    for (const [term, value] of Object.entries(at)) this.place(this.places, term, value);
  }

  place(holder, term, value) {
    const terms = [["", "–"], ...this.book.terms.map((one) => [one, TERMS[one] ?? one])];
    holder.append(make("div", { class: "pair" }, select(terms, term, this.changed, say("by what it is found")), line(String(value), this.changed, { "aria-label": say("where it stands") })));
  }
}
