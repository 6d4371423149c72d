// A field in which several of many are chosen by typing: elements, sources, other claims.
import { folded, make } from "./dom.js";
import { say } from "./words.js";

const MOST = 30;
let made = 0;

// A name that begins as was typed stands first, then one that has it whole, its words in turn, or elsewhere.
function nearness(name, typed, words) {
  if (name.startsWith(typed)) return 0;
  if (name.includes(typed)) return 1;
  let at = 0;
  return words.every((word) => (at = name.indexOf(word, at) + 1) > 0) ? 2 : 3;
}

export class Choosing {
  // options: () => [{id, label, note, search}]; making: {offer(words), begin(words)} where what is not there can be made
  constructor({ label, options, changed, placeholder = "", most = Infinity, meaning = "", making = null }) {
    Object.assign(this, { label, options, changed, most, making, chosen: [], found: [], at: 0 });
    const id = `choosing-${++made}`;
    this.input = make("input", {
      id, role: "combobox", autocomplete: "off", "aria-expanded": "false", "aria-autocomplete": "list",
      "aria-controls": `${id}-list`, placeholder, spellcheck: "false",
    });
    this.chips = make("span", { class: "chips" });
    this.list = make("ul", { id: `${id}-list`, role: "listbox", "aria-label": label, hidden: true });
    this.element = make("div", { class: "choosing" }, make("label", { for: id }, label),
      make("div", { class: "box" }, this.chips, this.input), this.list, meaning ? make("small", { id: `${id}-means`, class: "means" }, meaning) : "");
    if (meaning) this.input.setAttribute("aria-describedby", `${id}-means`);
    this.input.addEventListener("input", () => this.open());
    this.input.addEventListener("focus", () => this.open());
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[data-id]");
      if (option) this.take(option.dataset.id);
    });
  }

  get value() {
    return this.chosen;
  }

  set value(ids) {
    this.chosen = [...ids];
    this.input.value = "";
    this.draw();
  }

  // What was typed and not chosen.
  get left() {
    return this.input.value.trim();
  }

  open() {
    const words = folded(this.input.value).split(/\s+/).filter(Boolean);
    const typed = words.join(" ");
    let exact = false;
    const ranked = [[], [], [], []];
    for (const option of this.options()) {
      option.name ??= folded(option.label);
      option.search ??= `${option.name} ${folded(`${option.id} ${option.note ?? ""}`)}`;
      exact ||= option.name === typed;
      if (this.chosen.includes(option.id) || !words.every((word) => option.search.includes(word))) continue;
      const rank = ranked[typed ? nearness(option.name, typed, words) : 0];
      if (rank.length < MOST) rank.push(option);
      if (ranked[0].length === MOST) break;
    }
    this.found = ranked.flat().slice(0, MOST);
    this.at = 0;
    const none = words.length && !this.found.length && !exact;
    if (this.making && words.length && !exact) this.found.push({ id: "", label: this.making.offer(this.left), note: "" });
    this.list.replaceChildren(
      none ? make("li", { role: "option", class: "none", "aria-disabled": "true", "aria-selected": "false" }, say("nothing is called “{words}” here", { words: this.left })) : "",
      ...this.found.map((option, number) =>
        make("li", { role: "option", id: `${this.list.id}-${number}`, class: option.id ? "" : "making", data: { id: option.id }, "aria-selected": String(number === 0) },
          make("span", {}, option.label), option.id ? make("small", {}, option.note) : make("kbd", {}, "⏎")),
      ),
    );
    this.list.hidden = !this.found.length && !none;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.move(0);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  move(step) {
    if (!this.found.length) return this.input.removeAttribute("aria-activedescendant");
    this.at = (this.at + step + this.found.length) % this.found.length;
    const shown = [...this.list.querySelectorAll("[data-id]")];
    shown.forEach((one, number) => one.setAttribute("aria-selected", String(number === this.at)));
    const here = shown[this.at];
    this.input.setAttribute("aria-activedescendant", here.id);
    if (step) here.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (this.list.hidden) this.open();
      else this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !this.list.hidden && this.found.length) this.take(this.found[this.at].id);
    else if (event.key === "Escape" && !this.list.hidden) this.close();
    else if (event.key === "Backspace" && !this.input.value && this.chosen.length) this.drop(this.chosen.at(-1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  take(id) {
    if (!id) {
      this.close();
      return this.making.begin(this.left);
    }
    this.chosen.push(id);
    this.input.value = "";
    this.draw();
    this.close();
    this.changed();
  }

  drop(id) {
    this.chosen = this.chosen.filter((one) => one !== id);
    this.draw();
    this.changed();
    this.input.focus();
  }

  draw() {
    const known = this.chosen.length ? new Map(this.options().map((option) => [option.id, option])) : new Map();
    this.input.hidden = this.chosen.length >= this.most;
    this.chips.replaceChildren(
      ...this.chosen.map((id) => {
        const label = known.get(id)?.label ?? id;
        return make("button", {
          type: "button", class: "chip", title: known.get(id)?.note ?? "",
          "aria-label": say("take {name} away", { name: label }), on: { click: () => this.drop(id) },
        }, label, make("span", { "aria-hidden": "true" }, " ×"));
      }),
    );
  }
}

// One of few, as buttons of which one is pressed.
export function oneOf({ label, name, options, changed, required = false, definition = "", meaning = "" }) {
  const inputs = options.map(({ id, label: text, definition: meaning }) =>
    make("label", { class: "option", title: meaning || null },
      make("input", { type: "radio", name, value: id, on: { change: changed } }), make("span", {}, text)));
  const element = make("fieldset", { class: "one-of" },
    make("legend", { title: definition || null }, label, required ? "" : make("small", {}, ` · ${say("may be left out")}`)),
    make("div", { class: "options" }, ...inputs), meaning ? make("small", { class: "means" }, meaning) : "");
  // what is pressed again is let go
  element.addEventListener("click", (event) => {
    const input = event.target.closest("input");
    if (!input) return;
    if (input.dataset.was === "true") {
      input.checked = false;
      changed();
    }
    for (const one of element.querySelectorAll("input")) one.dataset.was = String(one.checked);
  });
  return {
    element,
    get value() {
      return element.querySelector("input:checked")?.value ?? "";
    },
    set value(chosen) {
      for (const one of element.querySelectorAll("input")) {
        one.checked = one.value === chosen;
        one.dataset.was = String(one.checked);
      }
    },
  };
}
