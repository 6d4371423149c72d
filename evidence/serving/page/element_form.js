// An element as it is made or changed: in the codebook, and beside the field in which its name was typed.
import { Refused, post } from "./api.js";
import { make } from "./dom.js";
import { idFor } from "./ids.js";
import { plain } from "./plain.js";
import { say } from "./words.js";

let made = 0;

export class ElementForm {
  // book: {elements, ids, small_words, prefix}; did: {saved(told, id), cancelled()}
  constructor(book, did, element = null, label = "") {
    Object.assign(this, { book, did, was: element, ownId: false });
    const number = ++made;
    const field = (name, text, input, help = "") => {
      input.id = `element-${name}-${number}`;
      const helped = help ? make("small", { id: `${input.id}-help` }, help) : "";
      if (help) input.setAttribute("aria-describedby", `${input.id}-help`);
      return make("div", { class: "field", data: { field: name } }, make("label", { for: input.id }, text), input, helped);
    };
    this.label = make("input", { autocomplete: "off", on: { input: () => this.named() } });
    this.id = make("input", { autocomplete: "off", spellcheck: "false", on: { input: () => (this.ownId = this.id.value !== "") } });
    this.definition = make("textarea", { rows: "2" });
    this.also = make("input", { autocomplete: "off" });
    this.part = make("select", {}, make("option", { value: "" }, say("nothing: it stands by itself")),
      ...book.elements.filter((one) => one.id !== element?.id).map((one) => make("option", { value: one.id }, one.label || one.id)));
    this.told = make("div", { role: "alert" });
    this.submit = make("button", { type: "button", class: "save", on: { click: () => this.save() } }, element ? say("Save") : say("Make this element"), " ", make("kbd", {}, "⏎"));
    this.element = make("div", { class: "element-form", role: "group", "aria-label": element ? say("Change {id}", { id: element.id }) : say("A new element") },
      field("label", say("What it is called"), this.label),
      field("definition", say("Definition: when does a claim bear on it? May be left out"), this.definition),
      field("part_of", say("What it is a part of"), this.part),
      ...(element ? [field("also_called", say("What else it is called in the texts, with commas between"), this.also)] : []),
      ...(element ? [] : [field("id", say("Id, by which claims name it; it stays when the name changes"), this.id)]),
      this.told,
      make("div", { class: "doing" }, this.submit,
        make("button", { type: "button", class: "plain", on: { click: () => did.cancelled() } }, say("Cancel"), " ", make("kbd", {}, "Esc"))));
    this.label.value = element?.label ?? label;
    this.definition.value = element?.definition ?? "";
    this.part.value = element?.part_of ?? "";
    this.also.value = element?.also_called.join(", ") ?? "";
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.definition.addEventListener("input", () => this.grow());
    this.named();
  }

  // Enter saves, in every field: a definition is one paragraph.
  key(event) {
    if (event.key === "Escape") this.did.cancelled();
    else if (event.key === "Enter" && !event.shiftKey && !event.target.matches("button")) this.save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  focus() {
    (this.label.value && !this.was ? this.definition : this.label).focus();
    this.grow();
  }

  grow() {
    this.definition.style.height = "auto";
    this.definition.style.height = `${this.definition.scrollHeight + 2}px`;
  }

  named() {
    if (this.was || this.ownId) return;
    const { ids: taken, small_words: small, light_words: light, prefix } = this.book;
    this.id.value = this.label.value.trim() ? idFor(this.label.value, { taken, small, light, words: 6, other: "element", prefix }) : "";
  }

  values() {
    const told = { label: this.label.value.trim(), definition: this.definition.value.trim().replace(/\s*\n\s*/g, " "), part_of: this.part.value };
    return this.was ? { ...told, also_called: this.also.value.split(",").map((one) => one.trim()).filter(Boolean) } : told;
  }

  async save() {
    if (this.submit.disabled) return;
    if (!this.label.value.trim()) return this.wrong(say("an element needs a name"));
    this.submit.disabled = true;
    const now = this.values();
    const id = this.was?.id ?? this.id.value.trim();
    try {
      const changes = this.was && Object.fromEntries(Object.entries(now).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(this.was[key])));
      if (changes && !Object.keys(changes).length) return this.did.cancelled();
      const told = changes
        ? await post("/api/elements/change", { id, mark: this.was.mark, changes })
        : await post("/api/elements/add", { item: { id, ...now, origin: "emergent" } });
      if (told.why) this.wrong(told.why, told);
      else this.did.saved(told, id);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.wrong(error.message);
    } finally {
      this.submit.disabled = false;
    }
  }

  wrong(why, told = {}) {
    const now = told.now;
    this.told.replaceChildren(
      make("p", { class: "wrong" }, why),
      ...(told.diagnostics ?? []).filter((one) => one.severity === "error").map((one) => make("p", { class: "said error" }, plain(one).join(" "))),
      now ? make("p", { class: "said" }, say("it says now: {text}", { text: [now.keys.label, now.keys.definition].filter(Boolean).map((one) => (typeof one === "string" ? one : Object.values(one)[0])).join(" · ") })) : "",
      now ? make("button", { type: "button", on: { click: () => {
        this.was = { ...this.was, mark: now.mark };
        this.told.replaceChildren();
        this.save();
      } } }, say("keep mine, and save")) : "");
    (this.told.querySelector("button") ?? this.label).focus();
  }
}

// What no element is called yet is made beside a claim, and chosen for it.
export function makeElement(form, words) {
  const { elements, making, did } = form;
  const done = () => {
    making.replaceChildren();
    elements.input.focus();
    elements.close();
  };
  const made = new ElementForm(form.book, { cancelled: done, saved: async (told, id) => {
    elements.input.value = "";
    making.replaceChildren();
    await did.made(told, id);
    elements.input.focus();
    if (!elements.value.includes(id)) elements.take(id);
  } }, null, words);
  making.replaceChildren(made.element);
  made.focus();
  made.submit.scrollIntoView({ block: "nearest" });
}
