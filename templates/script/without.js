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
function forget() {
  for (const e of $$(".lost")) e.remove();
  for (const e of $$(".gone, .touched")) e.classList.remove("gone", "touched");
  changes.replaceChildren();
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
  let n = 0, m = 0;
  const told = group || choice && $("#source-" + CSS.escape(choice));
  for (const li of told ? $$("li[data-to]", told) : []) for (const a of $$("a", li)) {
    const turn = li.lastChild.textContent.split(": ").slice(1).join(": ");
    n++;
    m += li.className === "falls";
    for (const place of places[idOf(a)]) {
      now(place, turn.split(" → ").pop());
      place.classList.add("touched");
    }
    const line = make("li", "", {className: li.className}), link = make("a", "", {href: a.hash});
    link.append(titleOf(named(a)).cloneNode(true));
    line.append(link, " ", make("span", turn, {className: "by"}));
    changes.append(line);
  }
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
      if (left.length < inside.length) td.classList.add("touched");
      if (best(left) < best(inside)) now(td, mark(grounds[best(left)]));
    }
  }
  $$(".map").forEach(fill);
  filter();
  state();
  changes.hidden = !n;
  document.documentElement.classList.toggle("partial", choice);
  $("#_bar").hidden = !choice;
  $("#_gone").textContent = choice && nameOf(without.selectedOptions[0]);
  $("#_left").textContent = choice && say(W.left, {n, m, k: out.size});
}
without.onchange = leave;
$("#_back").onclick = () => {
  without.value = "";
  leave();
  without.focus();
};
