// The page of one text: what is read, what is selected, what is saved.
import { Refused, get, post } from "./api.js";
import { beside } from "./beside.js";
import { cards } from "./cards.js";
import { Find } from "./find.js";
import { rememberCoder } from "./coder.js";
import { $, make } from "./dom.js";
import { Flow } from "./flow.js";
import { ClaimForm } from "./form.js";
import { keys } from "./keys.js";
import { listen, refreshList } from "./listing.js";
import { Paper } from "./paper.js";
import { Reading, touches } from "./reading.js";
import { show, silent } from "./report_frame.js";
import { count, say } from "./words.js";

const key = document.querySelector("[data-key]").dataset.key;
const holder = $("text");
let [view, reading, book, claims, active, chosen, asked] = [null, null, null, [], "", null, 0];
const KEPT = "evidence-undo"; // what this session, in this window, can take back
const undone = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
const form = new ClaimForm($("claim"), key, {
  async saved(told) {
    chosen = null;
    view.choose(null);
    remember(told);
    active = told.id;
    holder.focus({ preventScroll: true });
    const weak = told.diagnostics.filter((one) => one.severity !== "note");
    try {
      await refresh(); // who reads that it is saved finds it beside the text, to be changed again
    } finally {
      state(say("saved in {file}", { file: told.file }), weak.length ? weak.map((one) => one.message).join("; ") : "");
    }
  },
  async made(told, id) {
    remember(told);
    await refresh();
    state(say("made {id}, in {file}", { id, file: told.file }));
  },
  cancelled() {
    chosen = null;
    view?.choose(null);
    holder.focus({ preventScroll: true });
  },
});

function state(text, more = "") {
  $("saved").textContent = more ? `${text} · ${more}` : text;
}

function remember(told) {
  undone.push({ undo: told.undo, id: told.id });
  sessionStorage.setItem(KEPT, JSON.stringify(undone));
}

async function refresh() {
  const [codebook, told] = await Promise.all([get("/api/codebook"), get("/api/claims", { key })]);
  book = codebook;
  claims = told.claims
    .map((claim) => ({ ...claim, first: claim.spans[0]?.[0] ?? Infinity }))
    .sort((one, other) => one.first - other.first)
    .map((claim, at) => ({ ...claim, number: at + 1, named: say("claim {n}: {text}", { n: at + 1, text: claim.statement }) }));
  form.build(book);
  draw();
  refreshList();
}

function draw() {
  view.show(claims, active);
  if (chosen) view.choose(...chosen);
  cards(claims, book, active, { go, edit: (claim) => form.edit(claim), remove });
}

function go(claim, from = "card") {
  active = claim.id;
  draw();
  if (claim.spans.length && from === "card") view.reveal(...claim.spans[0], "center");
  if (from === "text") $(`card-${claim.id}`)?.scrollIntoView({ block: "nearest" });
}

async function select(stretch) {
  if (!stretch) return;
  chosen = stretch;
  view.choose(...stretch);
  form.waiting();
  const number = ++asked;
  try {
    const told = await post("/api/quote", { key, start: stretch[0], end: stretch[1] });
    if (number !== asked) return;
    if (told.quote === "") return;
    chosen = [told.start, told.end];
    view.choose(...chosen);
    form.selected(told);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    state(error.message);
  }
}

async function saved(path, sent, word) {
  try {
    const told = await post(path, sent);
    if (!told.why && told.undo) remember(told);
    await refresh();
    if (told.why) state(told.why, (told.diagnostics ?? []).map((one) => one.message).join("; "));
    else state(word);
    return !told.why;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    state(error.message);
    return false;
  }
}

async function remove(claim) {
  if (!confirm(say("Delete {id}? It can be taken back with u.", { id: claim.id }))) return;
  await saved("/api/remove", { id: claim.id, mark: claim.mark }, say("deleted {id}", { id: claim.id }));
}

async function undo() {
  const last = undone.pop(); // at once: a key pressed twice takes back two
  if (!last) return state(say("nothing to undo in this session"));
  const done = await saved("/api/undo", { undo: last.undo }, say("taken back: {id}", { id: last.id }));
  if (!done) undone.push(last);
  sessionStorage.setItem(KEPT, JSON.stringify(undone));
}

const place = () => (chosen ? chosen[1] : view.here());

function nextOpen() {
  const counted = claims.filter((claim) => !claim.proposal).flatMap((claim) => claim.spans);
  const from = chosen ? chosen[0] : -1;
  const open = reading.paragraphs.filter((block) => !block.pieces.some((piece) => touches(counted, piece)));
  const found = open.find((block) => block.start > from) ?? open[0];
  if (!found) return state(say("every paragraph has a claim"));
  const [sentence] = reading.sentences(found);
  view.reveal(found.start, found.end, "center");
  select(sentence);
}

function sentence() {
  const found = reading.sentenceFrom(place());
  if (!found) return;
  view.reveal(...found);
  select(found);
}

function more() {
  if (!chosen) return sentence();
  const found = reading.sentenceFrom(chosen[1]);
  if (!found) return;
  view.reveal(...found);
  select([chosen[0], found[1]]);
}

function step(by) {
  const at = claims.findIndex((claim) => claim.id === active);
  const next = claims[at < 0 ? (by > 0 ? 0 : claims.length - 1) : at + by];
  if (next) {
    go(next);
    $(`card-${next.id}`)?.scrollIntoView({ block: "nearest" });
  }
}

const current = () => claims.find((claim) => claim.id === active);

// One connection for all: a browser opens six to one program, for all its windows.
let [events, toggleReport] = [null, () => {}];
function hear(report) {
  const before = events;
  events = listen("files", () => refresh().catch((error) => state(error.message)), report ? "?report=1" : "");
  events.addEventListener("shares", refreshList);
  events.addEventListener("report", (event) => report && show(JSON.parse(event.data)));
  events.addEventListener("error", () => report && silent());
  events.addEventListener("open", () => before?.close(), { once: true });
}

function begin() {
  const find = new Find(reading, {
    reveal: (start, end) => view.reveal(start, end, "center"),
    found: (spans, current) => view.find(spans, current),
    here: () => view.here(),
    left: () => holder.focus({ preventScroll: true }),
  });
  keys({
    nextOpen, sentence, more, step, undo,
    write: () => form.open && form.statement.focus(),
    further: () => form.addPassage(),
    report: () => toggleReport(),
    keepQuote: () => form.keepQuote(),
    find: () => find.open(),
    edit: () => current()?.mark && form.edit(current()),
    remove: () => current()?.mark && remove(current()),
    save: () => form.save(),
    cancel: () => form.open && form.cancel(),
  });
  $("next-open").addEventListener("click", nextOpen);
  $("next-sentence").addEventListener("click", sentence);
  const paged = () => ($("page-of").textContent = view.page());
  holder.addEventListener("scroll", () => requestAnimationFrame(paged), { passive: true });
  paged();
  // with touch, and in a text without pages, the browser's own selection tells
  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (pressed) return;
      const found = view.selected();
      if (found && (!chosen || found[0] !== chosen[0] || found[1] !== chosen[1])) select(found);
    }, 250);
  });
  let pressed = false;
  holder.addEventListener("pointerdown", () => (pressed = true));
  document.addEventListener("pointerup", () => {
    pressed = false;
    if (view instanceof Flow) setTimeout(() => select(view.selected()), 0);
  });
  holder.addEventListener("click", (event) => {
    const button = event.target.closest("[data-claim]");
    if (button?.matches("button")) return go(claims.find((claim) => claim.id === button.dataset.claim), "text");
    if (getSelection().toString()) return;
    const mark = event.target.closest("mark");
    const at = view instanceof Paper ? view.at(event.clientX, event.clientY)?.place : null;
    const over = claims.filter((claim) =>
      mark ? mark.dataset.claims.split(" ").includes(claim.id) : at !== null && touches(claim.spans, [at, at + 1]),
    );
    // of several, each click leads to the next
    const now = over.findIndex((claim) => claim.id === active);
    if (over.length) go(over[(now + 1) % over.length], "text");
  });
}

async function open() {
  const outline = await get("/api/outline", { key });
  if (outline.unreadable) return holder.replaceChildren(make("p", { class: "notice" }, outline.unreadable));
  if (outline.pages) {
    view = new Paper(holder, key, outline.pages, select);
  }
  const whole = await get("/api/text", { key });
  if (whole.unreadable) holder.prepend(make("p", { class: "notice" }, whole.unreadable));
  reading = new Reading(whole);
  if (outline.pages) {
    view.reading = reading;
  } else view = new Flow(holder, reading);
  book = await get("/api/codebook");
  rememberCoder(book, book.coder);
  await refresh();
  if (form.resume()) state(say("what you had typed is here again"));
  else state(count(claims.length, "{n} claim", "{n} claims"));
  begin();
  toggleReport = beside(hear);
  document.documentElement.dataset.ready = "true";
}

open().catch((error) => {
  if (!(error instanceof Refused)) throw error;
  holder.replaceChildren(make("p", { class: "notice" }, error.message));
});
