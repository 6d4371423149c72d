// What the review is called and asks, at the head of the list of texts: read, and written in its place.
import { Refused, get, post } from "./api.js";
import { $, make } from "./dom.js";
import { idFor } from "./ids.js";
import { forget, last, remember } from "./undoing.js";
import { count, say } from "./words.js";

const UNTITLED = /^(A review without a title)?$/;
const place = $("asked");
const told = make("p", { role: "status", class: "facts" });
let [asked, open] = [null, ""]; // what is being written: "title", "new", or the id of a question

async function load() {
  asked = await get("/api/asked");
  draw();
}

// What changed elsewhere does not take away what is being written here.
export const refreshAsked = async () => {
  if (open) asked = { ...(await get("/api/asked")), mark: asked.mark, questions: asked.questions };
  else await load();
};

const plain = (label, run, more = {}) => make("button", { type: "button", class: "plain", on: { click: run }, ...more }, label);

function draw(focus = "") {
  const named = !UNTITLED.test(asked.title);
  place.replaceChildren(
    open === "title" ? field("title", say("What the review is called"), named ? asked.title : "", title)
      : make("p", { class: "titled" }, make("strong", {}, named ? asked.title : say("This review has no title yet")), " ", plain(named ? say("change the title") : say("write the title"), () => begin("title"), { data: { for: "title" } })),
    asked.questions.length ? make("ul", { class: "questions" }, ...asked.questions.map((one) => make("li", {}, open === one.id ? field("question", say("The question"), one.text, (text) => question(one, text)) : said(one)))) : "",
    open === "new" ? field("question", say("What does the review ask?"), "", (text) => question(null, text))
      : make("p", {}, plain(asked.questions.length ? say("add a question") : say("write what the review asks"), () => begin("new"), { data: { for: "new" } }), " ",
        last() ? plain(say("undo"), undo) : ""),
    told);
  const here = focus && place.querySelector(`[data-for="${CSS.escape(focus)}"]`);
  (here || place.querySelector("textarea"))?.focus();
}

const said = (one) => make("span", {}, one.text || one.id, " ", make("small", {}, count(one.findings, "{n} finding", "{n} findings")), " ",
  one.mark ? plain(say("change"), () => begin(one.id), { data: { for: one.id } }) : make("small", {}, say("change it in {file}", { file: one.file || "claims.yaml" })),
  one.mark && !one.findings ? plain(say("delete"), () => sent("/api/questions/remove", { id: one.id, mark: one.mark }, say("deleted {id}", { id: one.id }))) : "");

function begin(what) {
  open = what;
  told.textContent = "";
  draw();
}

function field(id, label, value, save) {
  const input = make("textarea", { id: `asked-${id}`, rows: "2" });
  input.value = value;
  const stop = () => {
    const was = open;
    open = "";
    load().then(() => draw(was));
  };
  const go = () => (input.value.trim() && input.value.trim() !== value ? save(input.value.trim().replace(/\s*\n\s*/g, " ")) : stop());
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) go();
    else if (event.key === "Escape") stop();
    else return;
    event.preventDefault();
  });
  return make("div", { class: "field" }, make("label", { for: input.id }, label), input,
    make("div", { class: "doing" }, make("button", { type: "button", class: "save", on: { click: go } }, say("Save"), " ", make("kbd", {}, "⏎")),
      make("button", { type: "button", class: "plain", on: { click: stop } }, say("Cancel"), " ", make("kbd", {}, "Esc"))));
}

const title = (text) => sent("/api/title/change", { title: text, mark: asked.mark }, "");

async function question(one, text) {
  if (one) return sent("/api/questions/change", { id: one.id, mark: one.mark, changes: { text } }, "");
  const { ids: taken, small_words: small, light_words: light } = await get("/api/codebook");
  const item = { id: idFor(text, { taken, small, light, words: 3, other: "question", prefix: "q." }), text };
  return sent("/api/questions/add", { item }, "");
}

async function sent(path, what, word) {
  try {
    const answer = await post(path, what);
    if (answer.conflict) asked = await get("/api/asked");
    told.replaceChildren(answer.why || word || say("saved in {file}", { file: answer.file }), ...(answer.why ? (answer.diagnostics ?? []).map((one) => make("span", { class: "said error" }, one.message)) : []),
      ...(answer.conflict ? [make("span", { class: "said" }, say("it says now: {text}", { text: open === "title" ? asked.title : (asked.questions.find((one) => one.id === open)?.text ?? say("nothing") ) })),
        " ", say("Save again to write yours in its place.")] : []));
    if (answer.why) return false;
    remember(answer);
    const was = open;
    open = "";
    asked = await get("/api/asked");
    draw(was);
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    told.textContent = error.message;
    return false;
  }
}

async function undo() {
  const step = last();
  if (step && (await sent("/api/undo", { undo: step.undo }, say("taken back: {id}", { id: step.id })))) {
    forget(step);
    draw();
  }
}

if (place) load();
