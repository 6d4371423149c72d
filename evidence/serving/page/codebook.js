// The codebook: every element with its definition, what stands under what, and how many claims.
import { Refused, get, post } from "./api.js";
import { $, folded, make } from "./dom.js";
import { ElementForm } from "./element_form.js";
import { keyed } from "./keys.js";
import { listen } from "./listing.js";
import { forget, last, remember } from "./undoing.js";
import { count, say } from "./words.js";

const place = $("element");
let [book, form, active] = [null, null, ""];

const state = (text) => ($("saved").textContent = text);
const USES = {
  claims: (n) => count(n, "{n} claim", "{n} claims"),
  proposals: (n) => count(n, "{n} proposal", "{n} proposals"),
  findings: (n) => count(n, "{n} finding", "{n} findings"),
  parts: (n) => count(n, "{n} element under it", "{n} elements under it"),
  relations: (n) => count(n, "{n} relation", "{n} relations"),
};
const uses = (one) => Object.entries(one.used).map(([kind, n]) => USES[kind](n)).join(", ");

// Every element below what it is a part of; one whose parents make a circle stands by itself.
function ordered() {
  const known = new Set(book.elements.map((one) => one.id));
  const found = [];
  const seen = new Set();
  const put = (one, depth) => {
    if (seen.has(one.id)) return;
    seen.add(one.id);
    found.push([one, depth]);
    for (const other of book.elements) if (other.part_of === one.id) put(other, depth + 1);
  };
  for (const one of book.elements) if (!known.has(one.part_of)) put(one, 0);
  for (const one of book.elements) put(one, 0);
  return found;
}

function draw() {
  const words = folded($("search").value).split(/\s+/).filter(Boolean);
  const all = ordered();
  const shown = all.filter(([one]) => words.every((word) => folded(`${one.label} ${one.id} ${one.definition} ${one.also_called.join(" ")}`).includes(word)));
  $("elements").replaceChildren(...shown.map(([one, depth]) => row(one, words.length ? 0 : depth)));
  $("sum").textContent = words.length
    ? say("{n} of {m} elements", { n: shown.length, m: all.length })
    : count(all.length, "{n} element", "{n} elements");
  $("none").hidden = all.length > 0;
  const { facets } = book;
  $("facets").replaceChildren(
    make("h2", {}, say("Facets")),
    facets.length ? make("ul", {}, ...facets.map((one) => make("li", {}, make("strong", {}, one.label), `: ${one.values.join(", ")}`, one.definition ? make("small", {}, ` ${one.definition}`) : ""))) : "",
    make("p", { class: "facts" }, say("Facets, kinds of finding and relations between elements are made with an editor, in {file}; what is saved there is seen here at once.", { file: book.file })));
}

function row(one, depth) {
  const used = uses(one);
  const above = book.elements.find((other) => other.id === one.part_of);
  return make("li", { id: `row-${one.id}`, class: one.id === active ? "here" : "", data: { depth: Math.min(depth, 6), id: one.id } },
    make("button", { type: "button", class: "statement", "aria-current": one.id === active ? "true" : null, on: { click: () => change(one) } }, one.label || one.id),
    make("p", { class: "means" }, one.definition || make("em", {}, say("no definition yet"))),
    one.also_called.length ? make("p", { class: "facts" }, say("also called: {names}", { names: one.also_called.join(", ") })) : "",
    make("p", { class: "facts" }, count(one.used.claims ?? 0, "{n} claim", "{n} claims"), above ? ` · ${say("part of {name}", { name: above.label })}` : "", " · ", make("code", {}, one.id)),
    make("p", { class: "doing" },
      one.mark ? make("button", { type: "button", class: "plain", on: { click: () => change(one) } }, say("change")) : make("small", {}, say("change it in {file}", { file: one.file || book.file })),
      !one.mark ? "" : used ? make("small", {}, say("not deleted as long as it is used: {uses}", { uses: used }))
        : make("button", { type: "button", class: "plain", on: { click: () => remove(one) } }, say("delete"))));
}

async function load() {
  const [elements, codebook] = await Promise.all([get("/api/elements"), get("/api/codebook")]);
  book = { ...elements, ids: codebook.ids, small_words: codebook.small_words, light_words: codebook.light_words };
  draw();
}

function close() {
  form = null;
  place.replaceChildren();
  $("hint").hidden = false;
}

function open(element) {
  active = element?.id ?? "";
  form = new ElementForm(book, { saved, cancelled: () => { close(); focusRow(); } }, element);
  place.replaceChildren(make("h2", {}, element ? say("Change {id}", { id: element.id }) : say("A new element")), form.element,
    element ? make("p", { class: "facts" }, `${element.file}:${element.line}`) : "");
  $("hint").hidden = true;
  draw();
  form.focus();
  form.submit.scrollIntoView({ block: "nearest" });
}

const change = (one) => (one.mark ? open(one) : null);
const focusRow = () => document.querySelector(`#elements [data-id="${CSS.escape(active)}"] button`)?.focus();

async function saved(told, id) {
  remember(told);
  active = id;
  close();
  await load();
  state(say("saved in {file}", { file: told.file }));
  focusRow();
}

async function sent(path, what, word) {
  try {
    const told = await post(path, what);
    if (!told.why) remember(told);
    await load();
    state(told.why ? [told.why, ...(told.diagnostics ?? []).map((one) => one.message)].join("; ") : word);
    return !told.why;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    state(error.message);
    return false;
  }
}

// It is not asked for: nothing uses it, and it is taken back by one key.
async function remove(one) {
  await sent("/api/elements/remove", { id: one.id, mark: one.mark }, say("deleted {id}; u takes it back", { id: one.id }));
}

async function undo() {
  const step = last();
  if (!step) return state(say("nothing to undo in this session"));
  forget(step); // at once: a key pressed twice takes back two
  if (!(await sent("/api/undo", { undo: step.undo }, say("taken back: {id}", { id: step.id })))) remember(step);
}

function step(by) {
  const rows = [...document.querySelectorAll("#elements [data-id]")];
  const at = rows.findIndex((one) => one.dataset.id === active);
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by];
  if (!next) return;
  active = next.dataset.id;
  draw();
  focusRow();
  $(`row-${active}`).scrollIntoView({ block: "nearest" });
}

const current = () => book.elements.find((one) => one.id === active);

$("search").addEventListener("input", draw);
$("new").addEventListener("click", () => open(null));
$("undo").addEventListener("click", undo);
keyed(
  [
    ["n", say("a new element"), () => open(null)],
    ["j", say("next element"), () => step(1)],
    ["k", say("element before it"), () => step(-1)],
    ["e", say("change this element"), () => current() && change(current())],
    ["Delete", say("delete this element, if nothing uses it"), () => {
      const one = current();
      if (one && uses(one)) state(say("not deleted as long as it is used: {uses}", { uses: uses(one) }));
      else if (one?.mark) remove(one);
    }],
    ["/", say("search the elements"), () => $("search").focus()],
    ["u", say("undo what this session saved last"), undo],
  ],
  [["Enter", say("save the element")], ["Esc", say("leave the field, then the form")]],
  { save: () => form?.save(), cancel: close, undo },
);
load().then(() => {
  listen("files", () => load().catch((error) => state(error.message)));
  document.documentElement.dataset.ready = "true";
});
