// Proposals, one after the other: a passage is read before the words that were proposed of it.
import { Refused, get, post } from "./api.js";
import { rememberCoder } from "./coder.js";
import { $, make } from "./dom.js";
import { ClaimForm } from "./form.js";
import { latest, waits } from "./latest.js";
import { say } from "./words.js";

const form = new ClaimForm($("claim"), "", {
  saved() {},
  cancelled: () => draw(),
  async made(told, id) {
    undone.push(told.undo);
    state(say("made {id}, in {file}", { id, file: told.file }));
    book = await get("/api/codebook");
    form.build(book);
  },
});
let [book, queue, now, seen, passed] = [null, [], null, false, new Set()];
const undone = [];
const state = (text) => ($("saved").textContent = text);

async function load() {
  [book, { queue }] = await Promise.all([get("/api/codebook"), get("/api/proposals")]);
  form.build(book);
  await next();
}

// What was passed over comes again at the end; it is not accepted by that.
async function next() {
  const open = queue.filter((id) => !passed.has(id));
  if (!open.length && passed.size && queue.length) {
    passed.clear();
    return next();
  }
  [seen, now] = [false, null]; // no key is for the one that stands there still
  await latest(open.length ? get("/api/proposal", { id: open[0] }) : null, shown, state);
}

function shown(told) {
  now = told;
  form.element.hidden = true;
  draw();
}

function draw() {
  if (!now) return $("one").replaceChildren(make("p", {}, say("No proposal waits for a decision."), " ", undone.length ? back() : ""));
  const { claim, passage, origin, unmended } = now;
  const labels = new Map(book.elements.map((one) => [one.id, one.label]));
  const facts = [claim.elements.map((id) => labels.get(id) ?? id).join(", "), ...Object.values(claim.facets).flat(), claim.caveat].filter(Boolean).join(" · ");
  $("one").replaceChildren(
    make("p", { class: "facts" }, say("{n} of {m}", { n: queue.length - passed.size, m: queue.length }), ` · ${now.source} · ${origin}`),
    make("h2", {}, say("The passage")),
    passage.words
      ? make("div", { class: "passage", dir: "auto" }, `…${passage.before} `, make("mark", {}, passage.words), ` ${passage.after}…`)
      : make("div", { class: "passage" }, claim.quote ? say("The text is not at hand, or does not have these words: “{quote}”", { quote: claim.quote }) : say("It has no quote: nothing shows what the text says.")),
    make("p", { class: "facts" }, Object.entries(claim.at).map(([term, value]) => `${term} ${value}`).join(", "), " ",
      make("a", { href: `/texts/${encodeURIComponent(now.key)}` }, say("open the text"))),
    seen
      ? make("div", { class: "proposed" }, make("h2", {}, say("What was proposed")), make("p", { class: "said-so" }, claim.statement), make("p", { class: "facts" }, facts))
      : make("p", {}, make("button", { type: "button", class: "save", id: "show", on: { click: reveal } }, say("I have read it: show what was proposed"), " ", make("kbd", {}, say("space")))),
    unmended ? make("p", { class: "wrong" }, say("It cannot be accepted as it is: {why}", { why: unmended })) : "",
    make("p", { class: "doing" },
      make("button", { type: "button", disabled: !seen || Boolean(unmended), on: { click: () => decide({}) } }, say("accept"), " ", make("kbd", {}, "a")),
      make("button", { type: "button", disabled: !seen || Boolean(unmended), on: { click: edit } }, say("change and accept"), " ", make("kbd", {}, "e")),
      make("button", { type: "button", disabled: !seen, on: { click: reject } }, say("turn down"), " ", make("kbd", {}, "r")),
      make("button", { type: "button", class: "plain", on: { click: pass } }, say("later"), " ", make("kbd", {}, "n")),
      back()),
    make("div", { id: "because" }));
  $("show")?.focus();
}

const back = () => make("button", { type: "button", class: "plain", on: { click: undo } }, say("undo"), " ", make("kbd", {}, "u"));

function reveal() {
  seen = true;
  draw();
}

function pass() {
  if (!now) return;
  passed.add(now.claim.id);
  next();
}

function edit() {
  form.edit(now.claim);
  form.save = () => decide(form.differences());
}

function reject() {
  const input = make("input", { id: "why", autocomplete: "off" });
  $("because").replaceChildren(make("div", { class: "field" }, make("label", { for: "why" }, say("Why it is turned down; Enter saves it")), input));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && input.value.trim()) decide({ because: input.value.trim() });
  });
  input.focus();
}

async function decide({ because, changes = {}, taken = [] }) {
  if (!seen || !now) return;
  const one = now;
  const sent = { id: one.claim.id, mark: one.claim.mark, by: $("coder").value.trim(), changes, taken };
  if (because) sent.because = because;
  now = null; // a second key is not a second decision
  waits(true);
  try {
    const told = await post("/api/decide", sent);
    if (told.why) {
      if (form.open) form.tell(told.diagnostics ?? []);
      return standsStill(one, [told.why, ...(told.diagnostics ?? []).map((one) => one.message)].join("; "));
    }
    undone.push(told.undo);
    state(because ? say("turned down: {id}", { id: told.id }) : say("accepted: {id}", { id: told.id }));
    queue = queue.filter((id) => id !== sent.id);
    await next();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    standsStill(one, error.message);
  }
}

function standsStill(one, why) {
  now = one;
  waits(false);
  state(why);
}

async function undo() {
  const last = undone.pop();
  if (!last) return state(say("nothing to undo in this session"));
  const told = await post("/api/undo", { undo: last });
  state(told.why || say("taken back: {id}", { id: told.id }));
  ({ queue } = await get("/api/proposals"));
  await next();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.open) return form.save();
  const field = event.target.closest("input, textarea, select");
  if (event.key === "Escape" && field) return field.blur();
  if (field || event.ctrlKey || event.metaKey || event.altKey || form.open) return;
  const here = now && { " ": () => !seen && reveal(), a: () => seen && !now.unmended && decide({}), e: () => seen && !now.unmended && edit(), r: () => seen && reject(), n: pass };
  const run = { u: undo, ...here }[event.key];
  if (!run) return;
  event.preventDefault();
  run();
});
load().then(() => {
  rememberCoder(book, book.coder);
  document.documentElement.dataset.ready = "true";
});
