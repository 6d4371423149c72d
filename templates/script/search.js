// Search as you type, and filters that say what each choice would leave.
const box = $("#_q"), found = $("#_hits"), more = $("#_more"), STEP = 50;
const folded = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
// what is read of each: not the claims of a finding, nor the lists of a source
const partsOf = {
  finding: f => [f.previousElementSibling, ...[...f.children].filter(e => !e.matches("[class*='r-'], footer"))],
  source: s => [...s.children].filter(e => !e.matches(".ids, details")),
  claim: c => [c.previousElementSibling, c],
};
const items = [...findings, ...works, ...claims.map(c => c.lastElementChild)];
const before = items.length - claims.length;
let texts, due, later, listed = STEP, hits = [], words = [], chosen = [];
const read = () => texts ||= items.map(e => folded(partsOf[kindOf(e)](e).map(p => p.textContent).join(" ")));
const meets = i => chosen.every(([axis, value]) => facts()[i][axis].includes(value));

// A text with what was found in it marked, whatever its accents and capitals.
function lit(text) {
  const at = [], nodes = [];
  let plain = "", from = 0, i = 0;
  for (const c of text) {
    const bare = folded(c);
    plain += bare;
    for (const _ of bare.split("")) at.push(i);
    i += c.length;
  }
  at.push(text.length);
  const any = words.toSorted((a, b) => b.length - a.length).map(w => w.replace(/[^\p{L}\p{N}]/gu, "\\$&")).join("|");
  for (const hit of any ? plain.matchAll(new RegExp(any, "g")) : []) {
    const start = at[hit.index], end = at[hit.index + hit[0].length];
    nodes.push(text.slice(from, start), make("mark", text.slice(start, end)));
    from = end;
  }
  return [...nodes, text.slice(from)];
}
// the words around what was found and is not in the title
function around(item, title) {
  const rest = words.filter(w => !folded(title).includes(w));
  if (!rest.length) return [];
  const inside = partsOf[kindOf(item)](item).flatMap(p => [...$$("q, p, td, li, .who, .loc, code", p), p]);
  const part = inside.find(e => rest.some(w => folded(e.textContent).includes(w)));
  if (!part) return [];
  const text = part.textContent.replace(/\s+/g, " ").trim();
  const first = Math.min(...rest.map(w => folded(text).indexOf(w)).filter(n => n >= 0));
  const from = first > 90 ? text.lastIndexOf(" ", first - 60) + 1 : 0, to = first + 120;
  const p = make("p", "", {className: "by", lang: part.lang});
  p.append(...lit((from ? "…" : "") + text.slice(from, to) + (to < text.length ? "…" : "")));
  return [p];
}
function entry(item) {
  const li = make("li"), a = make("a", "", {href: "#" + encodeURIComponent(item.id)});
  const title = titleOf(item), said = make("span", "", {lang: $("[lang]", title)?.lang || ""});
  said.append(...lit(title.textContent));
  a.append(make("small", W[kindOf(item)]), " ", said);
  if (isOut(item.id)) a.className = "gone";
  li.append(a, ...$$(":scope > summary .m", item.parentNode).flatMap(m => [" ", m.cloneNode(true)]));
  li.append(...around(item, title.textContent));
  return li;
}
function draw() {
  found.replaceChildren(...hits.slice(0, listed).map(i => entry(items[i])));
  found.hidden = !hits.length;
  more.hidden = hits.length <= listed;
  const f = hits.filter(i => i < findings.length).length, c = hits.filter(i => i >= before).length;
  const told = [say(W.found, {f, s: hits.length - f - c, c, n: claims.length})];
  if (!more.hidden) told.push(say(W.first, {k: listed, n: hits.length}));
  $("#_found").textContent = words.length || chosen.length ? told.join("; ") : "";
}
// written once for all that changed: it takes a browser long where links are many
const state = typed => keep({_q: box.value, ...byAxis(s => s.value), _without: without.value}, typed);
function search() {
  words = folded(box.value).split(/\s+/).filter(Boolean);
  const all = read(), asked = words.length || chosen.length;
  hits = asked ? [...all.keys()].filter(i => words.every(w => all[i].includes(w))
    && (!chosen.length || i >= before && meets(i - before))) : [];
  listed = STEP;
  draw();
  clearTimeout(later);
  later = setTimeout(tally, 300);
}
// claims that do not meet the filter are not shown, and each list says how many
function tellHidden(at) {
  $(":scope > .hides", at)?.remove();
  const n = $$(":scope > .claim[hidden]", at).length;
  if (n) at.append(make("p", say(W.hides, {n}), {className: "by hides"}));
}
function filter() {
  chosen = Object.entries(byAxis(s => s.value)).filter(pair => pair[1]);
  const lists = new Set();
  claims.forEach((c, i) => {
    const away = !meets(i);
    if (c.hidden === away) return;
    c.hidden = away;
    lists.add(c.parentNode);
  });
  lists.forEach(tellHidden);
  if (chosen.length) $(".facets").open = true;
  search();
}
function tally() {
  const counts = {};
  facts().forEach((facets, i) => {
    if (out.has(i) || !words.every(w => read()[before + i].includes(w))) return;
    const misses = chosen.filter(([axis, value]) => !facets[axis].includes(value));
    for (const axis in facets) if (misses.every(m => m[0] === axis)) {
      for (const v of facets[axis]) counts[axis + "," + v] = (counts[axis + "," + v] || 0) + 1;
    }
  });
  for (const axis in options) for (const o of options[axis]) {
    o.textContent = nameOf(o) + " (" + (counts[axis + "," + o.value] || 0) + ")";
  }
}
box.oninput = () => {
  cancelAnimationFrame(due);
  due = requestAnimationFrame(search);
  state(true);
};
for (const s of selects) s.onchange = () => {
  filter();
  state();
};
function clear() {
  box.value = "";
  for (const s of selects) s.value = "";
  filter();
  state();
  box.focus();
}
$("#_clear").onclick = clear;
more.onclick = () => {
  const next = listed;
  listed += STEP;
  draw();
  $("a", found.children[next]).focus();
};
panel.onkeydown = e => {
  const at = document.activeElement, links = $$("a", found), n = links.indexOf(at);
  if (e.key === "Escape" && card.hidden && (n >= 0 || at === box)) {
    box.value = "";
    search();
    state();
    box.focus();
  }
  const next = n + ({ArrowDown: 1, ArrowUp: -1}[e.key] || 0);
  if (next === n || n < 0 && at !== box) return;
  e.preventDefault();
  (next < 0 ? box : links[next] || at).focus();
};
