// Leave something out: the build counted what every finding rests on then, and the page
// says it; which claims go follows from what they have.
const without = $("#_without"), findings = $$("article.finding");
const mark = (code, words = $("#key .m-" + code).textContent) => make("b", words, {className: "m m-" + code});
const now = (place, ...told) => {
  const lost = make("span", " → ", {className: "lost"});
  lost.append(...told);
  ($(".reason, .marks", place) || $$(".m", place).pop() || place.firstElementChild || place.lastChild).after(lost);
};
// the grounds of a cell, the best one last
const grounds = ["gap", "own", "implied", "second_hand", W.study ? "cited" : "read"];
function leave() {
  const choice = without.value, [axis, value] = choice.split("="), group = $(`[data-out="${CSS.escape(choice)}"]`);
  document.documentElement.classList.toggle("partial", choice);
  const works = new Set(list(group ? group.dataset.sources : choice));
  const goes = c => works.has(c.dataset.read) || list(c.dataset.via).some(w => works.has(w)) || sources(c).every(w => works.has(w));
  const only = found => found.length && found.every(v => v === value);
  out = new Set(claims.keys().filter(i => choice && (works.size ? goes(claims[i]) : only(facts()[i][axis]))));
  for (const e of $$(".lost")) e.remove();
  for (const e of $$("[data-turned], .gone")) {
    delete e.dataset.turned;
    delete e.dataset.left;
    e.classList.remove("gone");
  }
  const places = {};
  for (const p of $$("[data-of]")) (places[p.dataset.of] ||= []).push(p);
  let changed = 0, fallen = 0;
  for (const li of $$("li[data-to]", group || $("#source-" + CSS.escape(choice)) || panel)) for (const a of $$("a", li)) {
    changed++;
    fallen += li.className === "falls";
    for (const place of places[idOf(a)]) {
      now(place, li.textContent.split(" → ").pop());
      place.dataset.turned = li.dataset.unjudged || "";
      if (place.dataset.n) place.dataset.left = li.dataset.to;
    }
  }
  for (const i of out) claims[i].classList.add("gone");
  if (choice) {
    for (const a of $$(".cl a.id, .short a.id, .cells td a, .arrows .id, .fig a, .sof .by a")) {
      if (out.has(numberOf.get(idOf(a))) || works.has(idOf(a).split("source-")[1])) (a.closest(".cl, .short li, .cells p, .measures tr") || a).classList.add("gone");
    }
    for (const id of new Set([...out].flatMap(i => facts()[i]._element))) {
      const n = facts().filter((f, i) => !out.has(i) && f._element.includes(id)).length;
      now($(".counts", document.getElementById(id)), n);
    }
    for (const td of $$("[data-c]")) {
      const best = among => Math.max(0, ...among.map(i => grounds.indexOf(kind(claims[i]))));
      const inside = list(td.dataset.c).map(id => numberOf.get(id)), left = best(inside.filter(i => !out.has(i)));
      if (left < best(inside)) now($(".marks", td), mark(grounds[left]));
    }
  }
  $$(".map").forEach(fill);
  sort();
  filter();
  $("#_left").textContent = choice && W.left.replace("{n}", changed).replace("{m}", fallen);
}
without.onchange = leave;
