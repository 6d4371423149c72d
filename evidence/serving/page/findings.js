// The board of findings: one with its claims under what they are to it, and how it was judged.
import { Refused, get, post } from "./api.js";
import { Choosing, oneOf } from "./choosing.js";
import { $, make } from "./dom.js";
import { idFor } from "./ids.js";
import { listen } from "./listing.js";
import { plain } from "./plain.js";
import { count, say } from "./words.js";

const ROLES = {
  supported_by: say("Support"), contradicted_by: say("Against"), qualified_by: say("Limiting it"), background: say("Background"),
};
const JUDGEMENTS = {
  as_cited: say("cited in full"), in_part: say("cited in part"), beyond: say("goes beyond its citations"),
  argued: say("argued from what is cited"), nothing: say("no citation"), not_due: say("no citation is due"),
};
const ADDITIONS = {
  place: say("another place"), people: say("other people"), all: say("all of them"), certainty: say("certainty"),
  cause: say("a cause"), rank: say("a rank"), time: say("another time"),
};
const CONCERNS = {
  none: say("no or very minor concerns"), minor: say("minor concerns"), moderate: say("moderate concerns"),
  serious: say("serious concerns"), not_assessed: say("not assessed"),
};
const CONFIDENCES = {
  high: say("high confidence"), moderate: say("moderate confidence"), low: say("low confidence"), very_low: say("very low confidence"),
};
const COMPONENTS = {
  methodological_limitations: say("methodological limitations"), coherence: say("coherence"), adequacy: say("adequacy"), relevance: say("relevance"),
};
const MEANINGS = {
  methodological_limitations: say("How well were the studies done that support it?"),
  coherence: say("How well does it agree with what the claims say, and is explained what does not?"),
  adequacy: say("How much supports it, and how richly does it tell?"),
  relevance: say("How near are the people and places of these studies to what the review asks about?"),
};
const REST_ON = ["supported_by", "contradicted_by", "qualified_by", "background", "concerns", "stated_in"];
// in the order in which a new finding is written
const ORDER = ["id", "kind", "statement", "short", "answers", "elements", "stated_in", "supported_by", "contradicted_by", "qualified_by", "background", "concerns", "gaps", "fit", "resolution", "assessment"];
const LAST = ["caveat", "memo"];

const form = $("finding");
let [board, book, current, fields, serial] = [null, null, null, new Map(), 0];
let undone = [];

const state = (text) => ($("saved").textContent = text);
const list = (value) => (Array.isArray(value) ? value : value ? [value] : []);
const spoken = (raw) => (raw && typeof raw === "object" ? (raw[board.language] ?? Object.values(raw)[0] ?? "") : (raw ?? ""));
// of a text in several languages the one that is shown is changed alone
const respoken = (raw, text) => (raw && typeof raw === "object" ? { ...raw, [board.language]: text } : text);

async function load() {
  [board, book] = await Promise.all([get("/api/findings"), get("/api/codebook")]);
  drawList();
}

function drawList() {
  const made = board.kinds.flatMap((kind) => {
    const here = board.findings.filter((one) => one.kind === kind.id);
    return [
      make("h2", {}, `${kind.plural} `, make("small", { class: "num" }, String(here.length))),
      make("ul", { class: "texts" }, ...here.map((one) =>
        make("li", { class: one.id === current?.id ? "here" : "" },
          make("button", { type: "button", class: "statement", data: { id: one.id }, "aria-current": one.id === current?.id ? "true" : null, on: { click: () => open(one) } }, one.statement || one.id),
          make("span", { class: "facts" },
            [JUDGEMENTS[one.judgement] ?? CONFIDENCES[one.confidence] ?? (kind.judged ? say("not judged yet") : ""), one.told.length ? count(one.told.length, "{n} warning", "{n} warnings") : ""].filter(Boolean).join(" · "))))),
    ];
  });
  const used = new Set(board.findings.flatMap((one) => [...REST_ON.flatMap((name) => list(one.keys[name])), ...list(one.keys.fit?.argued_from)]));
  const left = book.claims.filter(([id]) => !used.has(id));
  if (left.length) {
    const opened = $("unused")?.open;
    made.push(make("details", { id: "unused", open: opened }, make("summary", {}, count(left.length, "{n} claim that no finding uses yet", "{n} claims that no finding uses yet")),
      make("ul", { class: "texts" }, ...left.map(([id, text, source]) => make("li", {}, `${text || id} `, make("a", { href: `/texts/${encodeURIComponent(source)}` }, source))))));
  }
  $("found").replaceChildren(...made, board.kinds.length ? "" : make("p", { class: "notice" }, say("The framework declares no kind of finding: name one in claims.yaml, under `finding_kinds`.")));
  $("new").hidden = !board.kinds.length;
}

// A field: how it is shown, what it holds now as its file would have it, and whether that is empty.
function put(name, element, value, label) {
  element.dataset.field = name;
  fields.set(name, { element, value });
  return element;
}

function text(name, label, raw, { long = false, into = null, meaning = "" } = {}) {
  const id = `finding-${name}-${++serial}`;
  const input = long ? make("textarea", { id, rows: "2" }) : make("input", { id, autocomplete: "off" });
  input.value = spoken(raw);
  const element = make("div", { class: "field" }, make("label", { for: id }, label), input, meaning ? make("small", { id: `${id}-means`, class: "means" }, meaning) : "");
  if (meaning) input.setAttribute("aria-describedby", `${id}-means`);
  const value = () => (input.value.trim() ? respoken(raw, input.value.trim()) : "");
  if (into) into[name] = value;
  else put(name, element, value);
  return element;
}

function several(name, label, raw, options, { into = null } = {}) {
  const field = new Choosing({ label, options: () => options, changed: () => {}, placeholder: say("add, type to search") });
  field.value = list(raw);
  const value = () => [...field.value];
  if (into) into[name] = value;
  else put(name, field.element, value);
  return field.element;
}

function words(name, label, raw, into) {
  const id = `finding-${name}-${++serial}`;
  const input = make("input", { id, autocomplete: "off", value: list(raw).join(", ") });
  into[name] = () => input.value.split(",").map((one) => one.trim()).filter(Boolean);
  return make("div", { class: "field" }, make("label", { for: id }, label), input);
}

// The keys of a part, with those that this page does not know as they are.
function together(raw, parts) {
  return () => {
    const made = { ...(raw ?? {}) };
    for (const [key, value] of Object.entries(parts)) {
      const now = value();
      if (now === "" || (Array.isArray(now) && !now.length) || (now && typeof now === "object" && !Array.isArray(now) && !Object.keys(now).length)) delete made[key];
      else made[key] = now;
    }
    return Object.keys(made).length ? made : "";
  };
}

function fit(raw, claims) {
  const parts = {};
  const judgement = oneOf({ label: say("How far the sentence is cited"), name: "judgement", changed: () => {}, options: board.judgements.map((id) => ({ id, label: JUDGEMENTS[id] })) });
  judgement.value = raw?.judgement ?? "";
  parts.judgement = () => judgement.value;
  const adds = make("fieldset", { class: "one-of" }, make("legend", {}, say("What the sentence adds")), make("div", { class: "options" },
    ...board.additions.map((id) => make("label", { class: "option" }, make("input", { type: "checkbox", value: id, checked: list(raw?.adds).includes(id) }), make("span", {}, ADDITIONS[id])))));
  parts.adds = () => [...adds.querySelectorAll("input:checked")].map((one) => one.value);
  const element = make("fieldset", { class: "part" }, make("legend", {}, say("Judgement")), judgement.element,
    text("because", say("Why"), raw?.because, { long: true, into: parts }),
    text("not_cited", say("What nobody is cited for"), raw?.not_cited, { long: true, into: parts }),
    adds, several("argued_from", say("Argued from"), raw?.argued_from, claims, { into: parts }),
    words("by", say("By, as initials"), raw?.by, parts), text("on", say("On the day"), raw?.on, { into: parts }));
  const second = {};
  const other = oneOf({ label: say("A second reader"), name: "second", changed: () => {}, options: board.judgements.map((id) => ({ id, label: JUDGEMENTS[id] })) });
  other.value = raw?.second?.judgement ?? "";
  second.judgement = () => other.value;
  element.append(other.element, words("by", say("Second reader, as initials"), raw?.second?.by, second), text("settled", say("What was settled"), raw?.second?.settled, { into: second }));
  parts.second = together(raw?.second, second);
  signedHere(element);
  return put("fit", element, together(raw, parts));
}

// Who judges and on what day is filled in when somebody begins to judge, and can be changed.
function signedHere(element) {
  element.addEventListener("change", (event) => {
    const [by, on] = ["by", "on"].map((name) => element.querySelector(`input[id^="finding-${name}-"]`));
    if (by.value || on.value || event.target === by || event.target === on) return;
    let coder = document.body.dataset.coder;
    try {
      coder ||= localStorage.getItem("evidence-coder") ?? "";
    } catch {
      // nothing is kept then
    }
    by.value = coder;
    on.value = new Date().toLocaleDateString("sv");
  });
}

function assessment(raw) {
  const parts = {};
  const rows = board.components.map((name) => {
    const id = `concern-${name}`;
    const inner = {};
    const select = make("select", { id }, make("option", { value: "" }, "–"), ...board.concerns.map((one) => make("option", { value: one }, CONCERNS[one])));
    select.value = raw?.[name]?.concern ?? "";
    inner.concern = () => select.value;
    const because = text("because", say("Why"), raw?.[name]?.because, { into: inner });
    parts[name] = together(raw?.[name], inner);
    const means = make("small", { id: `${id}-means`, class: "means" }, MEANINGS[name]);
    select.setAttribute("aria-describedby", means.id);
    return make("div", { class: "component" }, make("div", { class: "field" }, make("label", { for: id }, COMPONENTS[name]), select, means), because);
  });
  const confidence = oneOf({ label: say("Confidence, judged by people from the four"), name: "confidence", changed: () => {}, options: board.confidences.map((id) => ({ id, label: CONFIDENCES[id] })) });
  confidence.value = raw?.confidence ?? "";
  parts.confidence = () => confidence.value;
  const element = make("fieldset", { class: "part" }, make("legend", {}, say("Assessment")), make("p", { class: "means" }, say("How sure are you of this finding? The four questions of GRADE-CERQual, each with the reason, and then one confidence. All of it may be left out.")), ...rows, confidence.element,
    text("because", say("Why"), raw?.because, { long: true, into: parts }), words("by", say("By, as initials"), raw?.by, parts), text("on", say("On the day"), raw?.on, { into: parts }));
  signedHere(element);
  return put("assessment", element, together(raw, parts));
}

function gaps(raw, kind) {
  const parts = {};
  const rows = kind.cells.map((cell) => text(cell.id, say("Why nothing stands under {cell}", { cell: cell.label }), raw?.[cell.id], { into: parts }));
  return put("gaps", make("fieldset", { class: "part" }, make("legend", {}, say("Empty cells")), ...rows), together(raw, parts));
}

function reasons(raw) {
  const id = "finding-allow";
  const input = make("textarea", { id, rows: "1" });
  input.value = Object.entries(raw ?? {}).map(([code, why]) => `${code}: ${why}`).join("\n");
  const value = () => {
    const found = Object.fromEntries(input.value.split("\n").filter((line) => line.includes(":")).map((line) => [line.slice(0, line.indexOf(":")).trim(), line.slice(line.indexOf(":") + 1).trim()]));
    return Object.keys(found).length ? found : "";
  };
  return put("allow", make("div", { class: "field" }, make("label", { for: id }, say("Checks that are silenced here, as `code: reason`")), input), value);
}

function open(finding) {
  current = finding;
  fields = new Map();
  const keys = finding.keys;
  const kind = board.kinds.find((one) => one.id === (keys.kind ?? finding.kind)) ?? board.kinds[0];
  const labels = new Map(book.elements.map((one) => [one.id, one.label]));
  const claims = book.claims.map(([id, label, source, bears]) => ({ id, label: label || id, note: [id, source, ...bears.map((one) => labels.get(one) ?? one)].join(" · ") }));
  const findings = board.findings.filter((one) => one.id !== finding.id).map((one) => ({ id: one.id, label: one.statement, note: `${one.id} · ${say("finding")}` }));
  const evidence = [...claims, ...findings];
  const elements = book.elements.map((one) => ({ id: one.id, label: one.label, note: one.definition }));
  const chosen = oneOf({ label: say("Kind"), name: "kind", required: true, options: board.kinds.map(({ id, label }) => ({ id, label })), changed: () => {
    open({ ...finding, kind: chosen.value, keys: { ...values(), kind: chosen.value } });
  } });
  chosen.value = kind.id;
  const told = make("div", { id: "told", role: "alert" });
  form.replaceChildren(
    make("div", { class: "form-head" }, make("h2", {}, finding.mark ? finding.id : say("A new finding")), make("small", {}, finding.file ? `${finding.file}:${finding.line}` : "")),
    told,
    make("p", { class: "means" }, say("Needed are what is found and what supports it; all else may be left out.")),
    put("kind", chosen.element, () => chosen.value),
    text("statement", say("What is found"), keys.statement, { long: true }),
    ...(board.study ? [several("stated_in", say("The claims that are this very sentence"), keys.stated_in, claims)] : []),
    ...(kind.concerns ? [several("concerns", say("What is left out"), keys.concerns, evidence), several("background", ROLES.background, keys.background, evidence)]
      : [make("div", { class: "roles" }, ...Object.entries(ROLES).map(([name, label]) => several(name, label, keys[name], evidence)))]),
    several("answers", say("Questions that it answers"), keys.answers, board.questions),
    several("elements", say("Elements"), keys.elements, elements),
    ...(kind.concerns ? [] : [text("resolution", say("The condition under which it holds, where something stands against it"), keys.resolution, { meaning: say("With it the finding counts as settled, and the report says so beside what speaks against it. “unresolved” says that nothing settles it.") })]),
    ...(board.study && kind.judged && !kind.concerns ? [fit(keys.fit, claims)] : []),
    ...(!board.study && !kind.concerns ? [assessment(keys.assessment)] : []),
    ...(kind.cells.length && !kind.concerns ? [gaps(keys.gaps, kind)] : []),
    ...board.facets.map((facet) => {
      const one = oneOf({ label: facet.label, name: `facet-${facet.id}`, options: facet.values, required: facet.required, changed: () => {} });
      one.value = list(keys[facet.id])[0] ?? "";
      return put(facet.id, one.element, () => one.value);
    }),
    text("short", say("In 15 words at most, for tables"), keys.short),
    text("caveat", say("Caveat, printed"), keys.caveat), text("memo", say("Memo, for the team"), keys.memo), 
    make("details", { class: "more" }, make("summary", {}, say("More: the id, checks that are silenced")), reasons(keys.allow),
      text("id", say("Id, proposed from the statement"), finding.mark ? keys.id : (keys.id ?? ""))),
    make("div", { class: "doing" },
      make("button", { type: "submit", class: "save" }, say("Save"), " ", make("kbd", {}, navigator.platform.startsWith("Mac") ? "⌘⏎" : "Ctrl ⏎")),
      finding.mark ? make("button", { type: "button", class: "plain", on: { click: () => remove(finding) } }, say("delete")) : "",
      make("button", { type: "button", class: "plain", on: { click: undo } }, say("undo"))),
  );
  if (finding.id && !finding.mark) told.append(make("p", { class: "wrong" }, say("change it in {file}", { file: finding.file || "claims.yaml" })));
  for (const area of form.querySelectorAll("textarea")) {
    const grow = () => { area.style.height = "auto"; area.style.height = `${area.scrollHeight + 2}px`; };
    area.addEventListener("input", grow);
  }
  form.hidden = false;
  $("hint").hidden = true;
  requestAnimationFrame(() => form.querySelectorAll("textarea").forEach((area) => (area.style.height = `${area.scrollHeight + 2}px`)));
  tell(finding.told ?? []);
  drawList();
}

function values() {
  const made = { ...current.keys };
  for (const [name, field] of fields) {
    const now = field.value();
    if (now === "" || (Array.isArray(now) && !now.length)) delete made[name];
    else made[name] = now;
  }
  return made;
}

function tell(diagnostics, id = current.id) {
  for (const one of form.querySelectorAll(".said")) one.remove();
  for (const one of diagnostics) {
    const field = fields.get(one.field)?.element ?? $("told");
    const [message, help] = plain(one, id);
    const said = make("p", { class: `said ${one.severity}` }, message, help ? make("small", {}, ` ${help}`) : "");
    if (field.matches(".part")) field.firstElementChild.after(said);
    else field.append(said);
    field.closest("details")?.setAttribute("open", "");
  }
}

const told = (value) => (value && typeof value === "object" && !Object.keys(value).length ? "" : (value ?? ""));
const sameValue = (one, other) => JSON.stringify(told(one)) === JSON.stringify(told(other));

async function save() {
  if (form.hidden) return;
  const now = values();
  const fresh = !current.mark;
  let told;
  if (fresh) {
    const { ids: taken, small_words: small, light_words: light } = book;
    now.id ??= idFor(spoken(now.statement) ?? "", { taken, small, light, words: 2, other: "finding", prefix: "f." });
    const order = [...ORDER, ...board.facets.map((one) => one.id), ...LAST, "allow"];
    const finding = Object.fromEntries(order.filter((key) => key in now).map((key) => [key, now[key]]));
    told = await sent("/api/findings/add", { finding });
  } else {
    const changes = {};
    const taken = [];
    for (const key of new Set([...Object.keys(now), ...Object.keys(current.keys)])) {
      if (sameValue(now[key], current.keys[key]) || sameValue(now[key], list(current.keys[key]))) continue;
      if (key in now) changes[key] = now[key];
      else taken.push(key);
    }
    if (!Object.keys(changes).length && !taken.length) return state(say("nothing was changed"));
    told = await sent("/api/findings/change", { id: current.id, mark: current.mark, changes, taken });
  }
  if (!told) return;
  tell(told.diagnostics ?? [], now.id);
  if (told.conflict) return conflict(told);
  if (told.why) {
    const errors = form.querySelectorAll(".said.error").length;
    const why = errors ? count(errors, "Not saved: {n} thing is missing or wrong, and is marked where it stands.", "Not saved: {n} things are missing or wrong, and are marked where they stand.") : told.why;
    $("told").replaceChildren(make("p", { class: "wrong" }, why), ...$("told").querySelectorAll(".said"));
    return $("told").scrollIntoView({ block: "nearest" });
  }
  undone.push(told.undo);
  const weak = (told.diagnostics ?? []).filter((one) => one.severity === "warning").length;
  await load();
  const saved = board.findings.find((one) => one.id === told.id);
  if (saved) open(saved);
  state(say("saved in {file}", { file: told.file }) + (weak ? ` · ${count(weak, "{n} warning", "{n} warnings")}` : ""));
}

function conflict(told) {
  const differ = told.now ? Object.keys({ ...told.now.keys, ...current.keys }).filter((key) => !sameValue(told.now.keys[key], current.keys[key])) : [];
  $("told").replaceChildren(make("p", { class: "wrong" }, told.why),
    make("dl", {}, ...differ.flatMap((key) => [make("dt", {}, key), make("dd", {}, typeof told.now.keys[key] === "string" ? told.now.keys[key] : JSON.stringify(told.now.keys[key] ?? ""))])),
    told.now ? make("button", { type: "button", on: { click: () => {
      // what was not touched here is taken as it is now
      const mine = values();
      const merged = { ...told.now.keys };
      for (const key of new Set([...Object.keys(mine), ...Object.keys(current.keys)])) {
        if (sameValue(mine[key], current.keys[key])) continue;
        if (key in mine) merged[key] = mine[key];
        else delete merged[key];
      }
      const was = { ...current, mark: told.now.mark };
      open({ ...was, keys: merged });
      current = { ...was, keys: told.now.keys };
      save();
    } } }, say("keep mine, and save")) : "",
    told.now ? make("button", { type: "button", on: { click: () => open({ ...current, ...told.now }) } }, say("take what stands there")) : "");
}

async function sent(path, what) {
  try {
    return await post(path, what);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    state(error.message);
    return null;
  }
}

async function remove(finding) {
  if (!confirm(say("Delete {id}?", { id: finding.id }))) return;
  const told = await sent("/api/findings/remove", { id: finding.id, mark: finding.mark });
  if (!told) return;
  if (told.why) return $("told").replaceChildren(make("p", { class: "wrong" }, told.why));
  undone.push(told.undo);
  state(say("deleted {id}", { id: finding.id }));
  current = null;
  form.hidden = true;
  $("hint").hidden = false;
  await load();
}

async function undo() {
  const last = undone.pop();
  if (!last) return state(say("nothing to undo in this session"));
  const told = await sent("/api/undo", { undo: last });
  if (!told) return;
  state(told.why || say("taken back: {id}", { id: told.id }));
  await load();
  const now = board.findings.find((one) => one.id === current?.id);
  if (now) open(now);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
$("new").addEventListener("click", () => open({ id: "", kind: board.kinds[0].id, keys: {}, mark: "", file: "", told: [] }));
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    save();
  }
});
load().then(() => {
  listen("files", load);
  document.documentElement.dataset.ready = "true";
});
