// A share of the proposals for a second person: what was decided about them is not known here.
import { Refused, get, post } from "./api.js";
import { $, make } from "./dom.js";
import { latest, waits } from "./latest.js";
import { say } from "./words.js";

// a verdict, its key and what it says
const VERDICTS = [
  ["faithful", "f", say("the passage says it")],
  ["overstated", "o", say("it says more than the passage")],
  ["wrong_passage", "w", say("the text says it, and not here")],
  ["not_in_source", "x", say("the text does not say it")],
];
let [queue, drawn, now, seen, passed] = [[], 0, null, false, new Set()];
const judged = [];
const state = (text) => ($("saved").textContent = text);

async function load() {
  ({ queue, drawn } = await get("/api/share"));
  await next();
}

// What was passed over comes again at the end; it is not judged by that.
async function next() {
  const open = queue.filter((id) => !passed.has(id));
  if (!open.length && passed.size && queue.length) {
    passed.clear();
    return next();
  }
  await show(open[0]);
}

async function show(id) {
  [seen, now] = [false, null]; // no key is for the one that stands there still
  await latest(id ? get("/api/drawn", { id }) : null, shown, state);
}

function shown(told) {
  now = told;
  draw();
}

function draw() {
  if (!now) return $("one").replaceChildren(make("p", {}, say("All that was drawn for you is judged.")), back());
  const { passage, quote } = now;
  $("one").replaceChildren(
    make("p", { class: "facts" }, say("{n} of {m} judged", { n: drawn - queue.length, m: drawn }), ` · ${now.source}`),
    make("h2", {}, say("The passage")),
    passage.words
      ? make("div", { class: "passage", dir: "auto" }, `…${passage.before} `, make("mark", {}, passage.words), ` ${passage.after}…`)
      : make("div", { class: "passage" }, quote ? say("The text is not at hand, or does not have these words: “{quote}”", { quote }) : say("It has no quote: nothing shows what the text says.")),
    make("p", { class: "facts" }, Object.entries(now.at).map(([term, value]) => `${term} ${value}`).join(", ")),
    seen
      ? make("div", { class: "proposed" }, make("h2", {}, say("What was proposed")), make("p", { class: "said-so" }, now.statement), make("p", { class: "facts" }, [...now.facts, now.caveat].filter(Boolean).join(" · ")))
      : make("p", {}, make("button", { type: "button", class: "save", id: "show", on: { click: reveal } }, say("I have read it: show what was proposed"), " ", make("kbd", {}, say("space")))),
    seen ? make("div", { class: "field" }, make("label", { for: "note" }, say("A note, if there is one")), make("input", { id: "note", autocomplete: "off" })) : "",
    make("p", { class: "doing" },
      ...VERDICTS.map(([verdict, key, words]) =>
        make("button", { type: "button", disabled: !seen, data: { verdict }, on: { click: () => judge(verdict) } }, words, " ", make("kbd", {}, key))),
      make("button", { type: "button", class: "plain", on: { click: pass } }, say("later"), " ", make("kbd", {}, "n")),
      back()));
  (seen ? document.querySelector("[data-verdict]") : $("show"))?.focus();
}

const back = () =>
  make("button", { type: "button", class: "plain", disabled: !judged.length, on: { click: again } }, say("judge the last one again"), " ", make("kbd", {}, "b"));

function reveal() {
  seen = true;
  draw();
}

function pass() {
  if (!now) return;
  passed.add(now.id);
  next();
}

async function again() {
  const last = judged.pop();
  if (!last) return;
  queue = [last, ...queue.filter((id) => id !== last)];
  passed.delete(last);
  await show(last);
}

async function judge(verdict) {
  if (!seen || !now) return;
  const one = now;
  const { id, words } = one;
  now = null; // a second key is not a second judgement
  waits(true);
  try {
    const told = await post("/api/judge", { id, words, verdict, note: $("note").value.trim() });
    if (told.why) {
      standsStill(one, told.why);
      return told.changed ? show(id) : undefined;
    }
    judged.push(id);
    queue = queue.filter((one) => one !== id);
    state(say("recorded: {id}", { id }));
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

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input");
  if (event.key === "Escape" && field) return field.blur();
  if (field || event.ctrlKey || event.metaKey || event.altKey) return;
  const verdict = VERDICTS.find(([, key]) => key === event.key)?.[0];
  if (verdict && seen) {
    event.preventDefault();
    return judge(verdict);
  }
  const run = { " ": now && !seen && reveal, n: pass, b: again }[event.key];
  if (!run) return;
  event.preventDefault();
  run();
});
load().then(() => (document.documentElement.dataset.ready = "true"));
