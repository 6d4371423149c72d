// The form of a claim: filled from a selection, or with a claim that is changed.
import { Refused, post } from "./api.js";
import { Choosing, oneOf } from "./choosing.js";
import { $, make } from "./dom.js";
import { doubts } from "./doubts.js";
import { makeElement } from "./element_form.js";
import { idFor } from "./ids.js";
import { Links } from "./links.js";
import { More, TERMS } from "./more.js";
import { plain } from "./plain.js";
import { count, say } from "./words.js";
import { empty, listed, same } from "./written.js";

const [SOON, LATEST] = [500, 6000]; // milliseconds without a keystroke, after which `check` is asked
const SEVERITIES = { error: say("error"), warning: say("warning"), note: say("remark") };

const where = (at) => Object.entries(at ?? {}).map(([term, value]) => `${TERMS[term] ?? term} ${value}`).join(", ");

export class ClaimForm {
  // did: {saved(told), cancelled(), reveal(start, end)}
  constructor(element, key, did) {
    Object.assign(this, { element, key, did, quotation: null, first: null, also: [], claim: null, book: null });
    Object.assign(this, { touched: new Set(), asked: 0, timer: 0, pause: SOON, looking: false, strict: false });
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    for (const kind of ["input", "change", "click"]) {
      element.addEventListener(kind, (event) => {
        const field = event.target.closest("[data-field]");
        if (field) this.touched.add(field.dataset.field);
      });
    }
  }

  get open() {
    return !this.element.hidden;
  }

  get coder() {
    return $("coder").value.trim();
  }

  // The fields follow from the codebook; what is typed stays where it changes.
  build(book) {
    const before = this.book ? this.typed() : null;
    const facets = JSON.stringify([book.facets, book.links, book.relation_types]);
    this.book = book;
    this.elementOptions = book.elements.map((one) => ({
      id: one.id, label: one.label,
      note: [one.definition, one.also.join(", "), count(one.claims, "{n} claim", "{n} claims")].filter(Boolean).join(" · "),
    }));
    this.sourceOptions = book.sources.map(([id, label]) => ({ id, label, note: id }));
    const labels = new Map(book.elements.map((one) => [one.id, one.label]));
    this.claimOptions = book.claims.map(([id, label, source, bears]) => ({ id, label: label || id, note: [id, source, ...bears.map((one) => labels.get(one) ?? one)].join(" · ") }));
    if (this.facetsKnown === facets) return this.redraw();
    this.facetsKnown = facets;
    const changed = () => this.keep();
    this.statement = make("textarea", { id: "statement", rows: "3", on: { input: () => this.spoken() } });
    this.id = make("input", { id: "claim-id", size: "24", placeholder: say("an id, from what it says"), title: say("The id by which findings and other claims name this claim; it is proposed from what it says"), spellcheck: "false", autocomplete: "off", on: { input: () => { this.ownId = true; changed(); } } });
    this.caveat = make("input", { id: "caveat", autocomplete: "off", on: { input: changed } });
    this.memo = make("input", { id: "memo", autocomplete: "off", on: { input: changed } });
    this.unfitted = make("input", { id: "unfitted", type: "checkbox", on: { change: changed } });
    this.elements = new Choosing({ label: say("Elements"), options: () => this.elementOptions, changed, placeholder: say("add, type to search"),
      making: { offer: (words) => say("make the element “{words}”", { words }), begin: (words) => makeElement(this, words) } });
    this.making = make("div", { class: "making-element" });
    this.sources = new Choosing({ label: say("Who says it"), options: () => this.sourceOptions, changed, placeholder: say("add, type to search") });
    this.facets = book.facets.map((facet) => [facet.id, oneOf({ label: facet.label, name: `facet-${facet.id}`, options: facet.values, changed, required: facet.required, definition: facet.definition })]);
    this.attribution = oneOf({ label: say("How it is cited"), name: "attribution", changed, required: true,
      options: [{ id: "explicit", label: say("outright") }, { id: "implied", label: say("by implication") }] });
    this.voice = oneOf({ label: say("Whose words"), name: "voice", changed, required: true,
      options: [{ id: "author", label: say("author") }, { id: "participant", label: say("participant") }],
      meaning: say("Author: the authors say it themselves. Participant: they tell what somebody said whom they asked.") });
    this.links = new Links(changed);
    this.links.build(book, () => this.claimOptions);
    this.more = new More(changed);
    this.furtherList = make("ul", { class: "links" });
    this.further = make("button", { type: "button", hidden: true, on: { click: () => this.addPassage() } }, say("keep the first words, and add these as a further passage"), " ", make("kbd", {}, "a"));
    this.quote = make("blockquote", { id: "quote", dir: "auto" });
    this.before = make("div", { class: "before" });
    this.stands = make("p", { id: "stands", class: "stands", role: "status" });
    this.told = make("div", { id: "told", role: "alert" });
    this.head = make("h2", {});
    this.savedAs = make("span", { class: "as" }, say("as"), " ", make("label", { class: "sr", for: "claim-id" }, say("Id")), this.id);
    this.submit = make("button", { type: "submit", class: "save" }, say("Save"), " ", make("kbd", {}, navigator.platform.startsWith("Mac") ? "⌘⏎" : "Ctrl ⏎"));
    const field = (name, label, input) => make("div", { class: "field", data: { field: name } }, make("label", { for: input.id }, label), input);
    const group = (name, inner) => {
      inner.dataset.field = name;
      return inner;
    };
    this.element.replaceChildren(
      make("div", { class: "form-head" }, this.head,
        make("button", { type: "button", class: "plain", on: { click: () => this.cancel() } }, say("Cancel"), " ", make("kbd", {}, "Esc"))),
      this.told,
      make("div", { class: "field", data: { field: "quote" } }, this.before, this.quote, this.stands),
      make("div", { class: "field", data: { field: "also" } }, this.furtherList, this.further),
      field("statement", say("What it says, in your own words and no stronger"), this.statement),
      ...(book.study ? [group("sources", this.sources.element)] : []),
      group("elements", this.elements.element),
      this.making,
      make("div", { class: "field tick", data: { field: "unfitted" } }, this.unfitted, make("label", { for: "unfitted" }, say("no element fits"))),
      make("div", { class: "facets" }, ...this.facets.map(([id, one]) => group(id, one.element)),
        ...(book.study ? [group("attribution", this.attribution.element)] : []), group("voice", this.voice.element)),
      this.links.element,
      field("caveat", say("Caveat, printed"), this.caveat),
      field("memo", say("Memo, for the team"), this.memo),
      this.more.element,
      make("div", { class: "doing" }, this.submit, this.savedAs),
    );
    this.blank();
    if (before && this.open) this.fill(before);
  }

  redraw() {
    this.elements.draw();
    this.sources.draw();
    Object.assign(this.links, { book: this.book });
    this.links.draw();
  }

  fillMore(keys) {
    this.more.fill(this.book, keys, this.key, { sources: () => this.sourceOptions, elements: () => this.elementOptions });
  }

  blank() {
    this.claim = null;
    this.quotation = null;
    this.first = null;
    this.also = [];
    this.ownId = false;
    this.touched.clear();
    this.strict = false;
    this.forget();
    this.saved = null;
    this.doubted = "";
    for (const one of [this.statement, this.id, this.caveat, this.memo]) one.value = "";
    this.unfitted.checked = false;
    this.elements.value = [];
    this.making.replaceChildren();
    this.links.others.value = [];
    this.sources.value = this.book.study ? [] : [this.key];
    for (const [, one] of this.facets) one.value = "";
    this.attribution.value = "explicit";
    this.voice.value = "author";
    this.links.linked = [];
    this.links.draw();
    this.fillMore({});
    this.drawAlso();
    this.tell([]);
    this.told.replaceChildren();
    this.head.textContent = say("A claim, from the words that you selected");
    this.submit.disabled = false;
  }

  // A selection gives a claim its quote, and leaves what was typed.
  selected(quotation) {
    if (!this.open) {
      this.blank();
      this.element.hidden = false;
      $("hint").hidden = true;
    }
    // words that stand apart from those before may be a further passage of the same claim
    const { quotation: before } = this;
    const apart = before && !(before.start < quotation.end && before.end > quotation.start);
    if (apart) this.first = { quotation: before, at: this.more.value.at };
    this.quotation = quotation;
    this.more.putAt(quotation.at);
    this.drawQuote();
    this.drawAlso();
    this.keep();
  }

  addPassage() {
    if (!this.open || !this.first) return;
    const { quote, at, prefix, suffix } = this.quotation;
    const made = { at: same(at, this.first.at) ? null : at, quote, prefix, suffix };
    this.also.push(Object.fromEntries(Object.entries(made).filter(([, value]) => !empty(value))));
    this.quotation = this.first.quotation;
    this.more.putAt(this.first.at);
    this.first = null;
    this.drawQuote();
    this.drawAlso();
    this.keep();
  }

  drawAlso() {
    this.further.hidden = !this.first;
    this.furtherList.replaceChildren(...this.also.map((one) =>
      make("li", {}, make("q", { dir: "auto" }, one.quote ?? ""), ` ${where(one.at)} `,
        make("button", { type: "button", class: "plain", "aria-label": say("take the further passage away: {quote}", { quote: one.quote ?? where(one.at) }), on: { click: () => {
          this.also = this.also.filter((other) => other !== one);
          this.drawAlso();
          this.keep();
        } } }, "×"))));
  }

  waiting() {
    if (this.open) this.stands.textContent = "…";
  }

  drawQuote() {
    const made = this.quotation;
    this.quote.textContent = made?.quote ?? "";
    this.quote.hidden = !made?.quote;
    this.before.replaceChildren(...(this.swapped ? [
      make("p", { class: "swapped" }, make("strong", {}, say("in the place of the words that are saved")), " ", make("del", { dir: "auto" }, this.saved.quote)),
      make("button", { type: "button", on: { click: () => this.keepQuote() } }, say("keep the saved words"), " ", make("kbd", {}, "o"))] : []));
    if (!made) return this.stands.replaceChildren();
    const told = made.stands === false ? made.why
      : made.places > 1
        ? say("stands {n} times; the words before or after tell it apart", { n: made.places })
        : made.stands ? say("stands once") : "";
    this.stands.className = made.stands === false ? "stands wrong" : "stands";
    this.stands.textContent = [told, where(this.more.value.at)].filter(Boolean).join(", ");
    const most = this.book.quote_words;
    if (most && made.words > most) this.stands.append(` · ${say("{n} words; {m} are allowed here", { n: made.words, m: most })}`);
  }

  // Whether a claim that is changed has other words selected than those that its file has.
  get swapped() {
    return Boolean(this.claim && this.saved?.quote && this.quotation && !this.quotation.kept && this.quotation.quote !== this.saved.quote);
  }

  keepQuote() {
    if (!this.swapped) return;
    this.quotation = this.saved;
    this.first = null;
    this.more.putAt(this.saved.at);
    this.drawQuote();
    this.drawAlso();
    this.keep();
  }

  edit(claim) {
    this.blank();
    this.claim = structuredClone(claim);
    this.element.hidden = false;
    $("hint").hidden = true;
    this.head.textContent = say("Change {id}", { id: claim.id });
    this.ownId = true;
    const [start, end] = claim.spans?.[0] ?? [];
    const quotation = claim.quote || Object.keys(claim.at).length ? { quote: claim.quote, at: claim.at, prefix: claim.prefix, suffix: claim.suffix, words: claim.quote.split(/\s+/).length, start, end, kept: true } : null;
    this.links.read(claim.keys);
    this.saved = quotation;
    this.fill({ ...claim, also: [...listed(claim.keys.also)], more: claim.keys, links: this.links.linked, quotation });
    this.schedule();
    this.statement.focus();
  }

  fill(told) {
    this.statement.value = told.statement;
    this.id.value = told.id;
    this.caveat.value = told.caveat;
    this.memo.value = told.memo;
    this.unfitted.checked = told.unfitted;
    this.elements.value = told.elements;
    this.sources.value = told.sources;
    for (const [id, one] of this.facets) one.value = told.facets[id]?.[0] ?? "";
    this.attribution.value = told.attribution;
    this.voice.value = told.voice;
    this.links.linked = told.links;
    this.links.draw();
    this.quotation = told.quotation ?? this.quotation;
    this.also = told.also ?? [];
    this.fillMore(told.more ?? {});
    if (!told.more?.at && this.quotation) this.more.putAt(this.quotation.at);
    this.drawQuote();
    this.drawAlso();
    this.grow();
  }

  typed() {
    return {
      id: this.id.value.trim(), statement: this.statement.value.trim(), caveat: this.caveat.value.trim(), memo: this.memo.value.trim(),
      unfitted: this.unfitted.checked, elements: this.elements.value, sources: this.sources.value,
      facets: Object.fromEntries(this.facets.map(([id, one]) => [id, one.value ? [one.value] : []])),
      attribution: this.attribution.value || "explicit", voice: this.voice.value || "author",
      links: this.links.linked, also: this.also, more: this.more.value, quotation: this.quotation,
    };
  }

  // The id is proposed from the statement, until somebody writes another one.
  spoken() {
    this.grow();
    if (!this.ownId) this.id.value = this.proposed();
    this.keep();
  }

  proposed() {
    const { ids: taken, small_words: small, light_words: light } = this.book;
    return this.statement.value.trim() ? idFor(this.statement.value, { taken, small, light }) : "";
  }

  grow() {
    this.statement.style.height = "auto";
    this.statement.style.height = `${this.statement.scrollHeight + 2}px`;
  }

  // What is typed outlives the page, and `check` is asked about it when the keys rest.
  keep() {
    this.schedule();
    const told = this.open && !this.claim ? JSON.stringify(this.typed()) : "";
    try {
      if (told) sessionStorage.setItem(`evidence-${this.key}`, told);
      else sessionStorage.removeItem(`evidence-${this.key}`);
    } catch {
      // a browser that keeps nothing is one that forgets
    }
  }

  resume() {
    const told = JSON.parse(sessionStorage.getItem(`evidence-${this.key}`) ?? "null");
    if (!told?.statement && !told?.quotation) return false;
    this.element.hidden = false;
    $("hint").hidden = true;
    this.fill(told);
    return true;
  }

  cancel() {
    this.element.hidden = true;
    $("hint").hidden = false;
    this.blank();
    this.keep();
    this.did.cancelled();
  }

  draft() {
    const told = this.typed();
    const rare = Object.fromEntries(Object.entries(told.more).filter(([, value]) => !empty(value)));
    const made = { id: told.id || "claim", statement: told.statement, sources: told.sources, elements: told.elements, caveat: told.caveat, memo: told.memo, coder: this.coder, ...rare };
    if (told.unfitted) made.unfitted = true;
    if (told.attribution === "implied") made.attribution = "implied";
    if (told.voice === "participant") made.voice = "participant";
    for (const [id, values] of Object.entries(told.facets)) if (values.length) made[id] = values[0];
    for (const [kind, links] of Object.entries(this.links.value(told.links))) if (links.length) made[kind] = links;
    if (told.also.length) made.also = told.also;
    if (told.quotation) {
      const { quote, prefix, suffix } = told.quotation;
      Object.assign(made, { quote, prefix, suffix });
    }
    return made;
  }

  // What differs from the claim as it was opened: nothing else in its file is touched.
  differences() {
    const [was, told] = [this.claim, this.typed()];
    const changes = {};
    const taken = [];
    const put = (key, before, now, nothing) => {
      if (same(before, now)) return;
      if (nothing) taken.push(key);
      else changes[key] = now;
    };
    for (const key of ["id", "statement", "caveat", "memo"]) put(key, was[key], told[key], !told[key]);
    for (const key of this.book.study ? ["elements", "sources"] : ["elements"]) put(key, was[key], told[key], !told[key].length);
    put("unfitted", was.unfitted, told.unfitted, !told.unfitted);
    if (this.book.study) put("attribution", was.attribution, told.attribution, told.attribution === "explicit");
    put("voice", was.voice, told.voice, told.voice === "author");
    for (const [id, values] of Object.entries(told.facets)) {
      if ((was.facets[id]?.[0] ?? "") !== (values[0] ?? "")) put(id, was.facets[id]?.[0], values[0], !values.length);
    }
    const [before, now] = [this.links.was(was.keys), this.links.value(told.links)];
    for (const [kind] of this.book.links) put(kind, before[kind], now[kind], !now[kind].length);
    put("also", was.keys.also, told.also, !told.also.length);
    for (const [key, value] of Object.entries(told.more)) put(key, was.keys[key], value, empty(value));
    if (told.quotation && !told.quotation.kept) {
      for (const key of ["quote", "prefix", "suffix"]) put(key, was[key], told.quotation[key], !told.quotation[key]);
    }
    return { changes, taken };
  }

  sent() {
    return this.claim ? { id: this.claim.id, mark: this.claim.mark, ...this.differences() } : { key: this.key, claim: this.draft() };
  }

  // While one types: one question at a time, and none before the keys rest. A keystroke waits for nothing.
  schedule() {
    this.forget();
    if (this.open) this.timer = setTimeout(() => this.look(), this.pause);
  }

  forget() {
    clearTimeout(this.timer);
    this.asked++;
  }

  async look() {
    if (this.looking) return this.schedule();
    const [asked, begun] = [this.asked, performance.now()];
    this.looking = true;
    try {
      const told = await post("/api/check", this.sent());
      if (asked === this.asked && this.open && !this.submit.disabled) this.tell(this.ripe(told.diagnostics ?? []));
    } catch (error) {
      if (!(error instanceof Refused)) throw error; // a save says it
    } finally {
      this.looking = false;
      this.pause = Math.min(LATEST, Math.max(SOON, 2 * (performance.now() - begun)));
    }
  }

  // What nobody has come to yet is not called amiss.
  ripe(diagnostics) {
    if (this.strict || this.claim) return diagnostics.filter((one) => one.field);
    const now = this.draft();
    return diagnostics.filter((one) => one.field && (this.touched.has(one.field) || !empty(now[one.field])));
  }

  async save() {
    if (!this.open || this.submit.disabled) return;
    const doubt = doubts(this);
    if (doubt) return this.wrong(...doubt);
    this.submit.disabled = true;
    this.strict = true;
    this.forget();
    try {
      const told = await post(this.claim ? "/api/change" : "/api/add", this.sent());
      this.tell(told.diagnostics ?? []);
      if (told.conflict) this.conflict(told);
      else if (told.why) this.wrong(this.element.querySelector(".said.error") ? say("Not saved: what is marked below is missing or wrong.") : told.why);
      else {
        this.element.hidden = true;
        $("hint").hidden = false;
        this.blank();
        this.keep();
        this.did.saved(told);
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.wrong(error.message);
    } finally {
      this.submit.disabled = false;
    }
  }

  wrong(why, focused = null) {
    this.told.replaceChildren(make("p", { class: "wrong" }, why));
    const first = this.element.querySelector("[aria-invalid=true]");
    (focused ?? first ?? this.statement).focus();
  }

  // Somebody changed the claim meanwhile: what stands there now is shown, and what was typed stays.
  conflict(told) {
    const now = told.now;
    const differ = now ? Object.keys({ ...now.keys, ...this.claim.keys }).filter((key) => !same(now.keys[key], this.claim.keys[key])) : [];
    const shown = (value) => (typeof value === "object" ? JSON.stringify(value) : String(value));
    this.told.replaceChildren(
      make("p", { class: "wrong" }, told.why),
      make("dl", {}, ...differ.flatMap((key) => [make("dt", {}, key), make("dd", {}, empty(now.keys[key]) ? say("nothing") : shown(now.keys[key]))])),
      // what I did not touch is sent by none, and stays as it is now
      now ? make("button", { type: "button", on: { click: () => {
        this.claim.mark = now.mark;
        this.told.replaceChildren();
        this.save();
      } } }, say("keep mine, and save")) : "",
      now ? make("button", { type: "button", on: { click: () => this.edit(now) } }, say("take what stands there")) : "",
    );
    this.told.querySelector("button")?.focus();
  }

  // What `check` says stands at the field that it is about.
  tell(diagnostics) {
    const now = JSON.stringify(diagnostics);
    if (now === this.said && diagnostics.length) return;
    this.said = now;
    for (const one of this.element.querySelectorAll(".said")) one.remove();
    for (const one of this.element.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
    for (const one of diagnostics) {
      const links = this.book.links.some(([kind]) => kind === one.field);
      const name = links ? "links" : { at: "quote", prefix: "quote", suffix: "quote", id: "id" }[one.field] ?? one.field;
      const field = name === "id" ? this.savedAs.parentElement : this.element.querySelector(`[data-field="${CSS.escape(name)}"]`);
      const [message, help] = plain(one, this.id.value.trim());
      const said = make("p", { class: `said ${one.severity}` }, make("strong", {}, SEVERITIES[one.severity]), ` ${message}`, help ? make("small", {}, ` ${help}`) : "");
      if (field?.matches(".part")) field.firstElementChild.after(said);
      else (field ?? this.told).append(said);
      field?.closest("details")?.setAttribute("open", "");
      const input = field?.querySelector("textarea, input:not([type=radio]), fieldset");
      if (input && one.severity === "error") input.setAttribute("aria-invalid", "true");
    }
  }
}
