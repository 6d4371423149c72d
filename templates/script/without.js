// Leave something out: the build counted what every finding rests on then, and the page
// says it; which claims go follows from what they have.
const without = $("#_without"), changes = $("#_changes");
const mark = code => make("b", $("#_is-" + code).textContent, {className: "m m-" + code});
const now = (place, ...told) => {
  const lost = make("span", " → ", {className: "lost"});
  lost.append(...told);
  place.append(lost);
};
// the grounds of a cell, the best one last
const grounds = ["gap", "own", "implied", "second_hand", W.study ? "cited" : "read"];
const best = among => Math.max(0, ...among.map(i => grounds.indexOf(kind(claims[i]))));
// How the sentences of the bar and of each question were judged: those that are not judged
// without what goes are counted apart, and drawn pale.
const counted = $$("[data-judged]"), strict = $(".judgements")?.dataset.strict;
const wayOf = id => $(".support .m", document.getElementById(id)).className.slice(4);
const drawn = counted.map(e => $$("svg", e).map(svg => svg.cloneNode(true)));
function recount(at, unjudged, fallen) {
  const ids = list(at.dataset.judged), left = ids.filter(id => !unjudged.has(id)), ways = {};
  for (const id of ids) (ways[wayOf(id)] ||= []).push(id);
  $$(".strip > g", at).forEach((g, i) => g.classList.toggle("away", unjudged.has(ids[i])));
  for (const row of $$(".narrow > .key", at)) {
    const all = ways[row.classList[1]], n = all.filter(id => !unjudged.has(id)).length;
    const [number, words] = $$("text", row), bar = $(".segment", row);
    if (n < all.length) number.textContent = all.length + " → " + n;
    words.setAttribute("x", +number.getAttribute("x") + number.getComputedTextLength() + 8);
    bar.after(bar.cloneNode());
    bar.classList.add("away");
    bar.nextSibling.style.width = 100 * n / all.length + "%";
  }
  const title = $(".narrow > title", at);
  const told = Object.keys(ways).map(way => [way, ways[way].filter(id => left.includes(id)).length]);
  const name = way => $("#_is-" + way).textContent;
  if (title) title.textContent = told.map(([way, n]) => name(way) + ": " + n).join("; ");
  const line = make("p", say(W.unjudged, {n: ids.length - left.length, k: ids.length}), {className: "lost"});
  for (const [way, n] of told) line.append(" ", mark(way), " " + n + ".");
  if (title) line.append(" " + say(W.direct, {n: cards().length - strict + fallen, k: cards().length}));
  at.append(line);
}
// the cards whose sentence is judged
const cards = () => findings.filter(f => $(".support .m", f)?.matches(".m-nothing, .m-beyond, .m-argued, .m-in_part, .m-as_cited"));
// what some claims rest on, in the words of a cell
const SAID = [[W.cited, "cited", "read"], [W.near, "implied", "second_hand"], [W.own, "own"]];
const restsOn = at => SAID.map(([words, ...kinds]) => [words, at.filter(i => kinds.includes(kind(claims[i]))).length])
  .filter(one => one[1]).map(([words, n]) => say(words, {n})).join(", ") || "0";
const inCells = cells => [...new Set(cells.flatMap(td => list(td.dataset.c + " " + (td.dataset.d || ""))))]
  .map(id => numberOf.get(id)).filter(i => i !== undefined);
function recountCells() {
  for (const table of $$(".cells")) for (const tr of table.rows) for (const at of [...tr.cells].slice(1)) {
    const inside = inCells(tr.parentNode.tagName === "THEAD" ? $$(`tbody td:nth-child(${at.cellIndex + 1})`, table) : [at]);
    const left = inside.filter(i => !out.has(i));
    if (left.length === inside.length) continue;
    at.classList.add("touched");
    now($(".counts", at), restsOn(left));
  }
}
function forget() {
  counted.forEach((e, i) => $$("svg", e).forEach((svg, n) => svg.replaceWith(drawn[i][n].cloneNode(true))));
  for (const e of $$(".lost")) e.remove();
  for (const e of $$(".gone, .touched")) e.classList.remove("gone", "touched");
  changes.replaceChildren();
}
// the findings that the table of what the report leans on counts
const leading = new Set($$(".leaning thead a").map(idOf));
function tell(a, turn, className) {
  const line = make("li", "", {className}), link = make("a", "", {href: a.hash});
  link.append(titleOf(named(a)).cloneNode(true));
  line.append(link, " ", make("span", turn, {className: "by"}));
  changes.append(line);
}
function leave() {
  const choice = without.value, [axis, value] = choice.split("="), group = $(`[data-out="${CSS.escape(choice)}"]`);
  gone = new Set(list(group ? group.dataset.sources : choice));
  const goes = c => gone.has(c.dataset.read) || list(c.dataset.via).some(w => gone.has(w))
    || sources(c).every(w => gone.has(w));
  const only = found => found.length && found.every(v => v === value);
  out = new Set(claims.keys().filter(i => choice && (gone.size ? goes(claims[i]) : only(facts()[i][axis]))));
  forget();
  const places = {};
  for (const p of $$("[data-of]")) (places[p.dataset.of] ||= []).push(p);
  const unjudged = new Set(), fallen = new Set();
  let n = 0, m = 0, c = 0;
  const told = group || choice && $("#source-" + CSS.escape(choice));
  for (const li of told ? $$("li[data-to]", told) : []) for (const a of $$("a", li)) {
    const turn = li.lastChild.textContent.split(": ").slice(1).join(": ");
    n++;
    m += li.className === "falls";
    c += leading.has(idOf(a));
    if (li.dataset.unjudged) unjudged.add(idOf(a));
    if (li.className === "falls") fallen.add(idOf(a));
    for (const place of places[idOf(a)]) {
      now(place, turn.split(" → ").pop());
      place.classList.add("touched");
    }
    tell(a, turn, li.className);
  }
  // what stays though the source bears on it, and why
  for (const li of told ? $$("li.stays", told) : []) tell($("a", li), li.lastChild.textContent.replace(/^.*?: /s, ""), "stays");
  for (const i of out) claims[i].classList.add("gone");
  if (choice) {
    for (const a of $$("main a[href^='#']")) if (isOut(idOf(a))) a.classList.add("gone");
    for (const tr of $$(".leaning tbody tr")) if ($("th .gone", tr)) tr.classList.add("touched");
    for (const id of new Set([...out].flatMap(i => facts()[i]._element))) {
      const left = facts().filter((f, i) => !out.has(i) && f._element.includes(id)).length;
      now($(".counts", document.getElementById(id)), left);
    }
    for (const td of $$("[data-c]")) {
      const inside = list(td.dataset.c).map(id => numberOf.get(id)), left = inside.filter(i => !out.has(i));
      if (best(left) < best(inside)) now(td, mark(grounds[best(left)]));
    }
  }
  $$(".map").forEach(fill);
  filter();
  state();
  changes.hidden = !changes.firstChild;
  document.documentElement.classList.toggle("partial", choice);
  $("#_bar").hidden = !choice;
  $("#_gone").textContent = choice && nameOf(without.selectedOptions[0]);
  const said = choice && say(W.left, {c, n, m, k: out.size});
  $("#_left").textContent = said;
  if (!choice) return;
  recountCells();
  const judged = cards().filter(f => fallen.has(f.id)).length;
  for (const at of counted) recount(at, unjudged, judged);
  // what is counted for all sources at once says so
  for (const e of $$("[data-whole]")) e.prepend(make("b", W.all + " ", {className: "lost"}));
  const head = make("p", $("#_bar").firstChild.data + " ", {className: "lost"});
  head.append(make("b", $("#_gone").textContent), ": ", said + ". ", make("a", W.changes, {href: "#_out"}));
  $("#result").prepend(head);
}
without.onchange = leave;
$("#_back").onclick = () => {
  without.value = "";
  leave();
  without.focus();
};
