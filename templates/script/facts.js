// What each claim has on each axis that it can be told apart by. A select of the panel
// names the values of an axis; a claim holds their numbers, or the page shows them.
const claims = $$(".claim");
const numberOf = new Map(claims.map((c, i) => [c.id, i]));
const selects = $$("[data-facet]", panel);
const byAxis = get => Object.fromEntries(selects.map(s => [s.dataset.facet, get(s)]));
const options = byAxis(s => [...s.options].slice(1));
const nameOf = option => option.textContent.replace(/ \([^(]*\)$/, "");
const links = (c, name) => $$(":scope > ." + name + " a", c);
const kind = c => c.dataset.k || "read";
const sources = c => c.dataset.s ? list(c.dataset.s) : links(c, "by").slice(0, 1).map(a => idOf(a).slice(7));
const elements = c => links(c, "meta").map(idOf);
const shown = {_standing: c => [kind(c)], _source: sources, _element: elements};
const coded = Object.keys(options).filter(axis => !shown[axis]);
let known;
const facts = () => known ||= claims.map(c => {
  const f = {}, numbers = c.dataset.f.split("|");
  for (const axis in shown) f[axis] = shown[axis](c);
  coded.forEach((axis, i) => f[axis] = numbers[i] ? numbers[i].split("+").map(n => options[axis][n].value) : []);
  return f;
});
// the numbers of the claims that are left out
let out = new Set();
