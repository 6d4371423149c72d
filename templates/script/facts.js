// What each claim has on each axis. A select of the panel names the values of an axis;
// a claim holds their numbers, or the page shows them.
const claims = $$("details.claim"), findings = $$("details.finding > article"), works = $$("article.source");
const keyOf = claim => claim.lastElementChild.id;
const kindOf = e => e.matches(".claim > div") ? "claim" : e.matches(".finding > article") ? "finding"
  : e.matches("article.source") ? "source" : "";
// the sentence of a claim or a finding, the reference of a source
const titleOf = e => kindOf(e) === "source" ? $(".refline", e) : $(".st", e.previousElementSibling);
const numberOf = new Map(claims.map((c, i) => [keyOf(c), i]));
const selects = $$("[data-facet]", panel);
const byAxis = get => Object.fromEntries(selects.map(s => [s.dataset.facet, get(s)]));
const options = byAxis(s => [...s.options].slice(1));
const nameOf = option => option.textContent.replace(/ \([^(]*\)$/, "");
const kind = c => c.dataset.k || "read";
const sources = c => c.dataset.s ? list(c.dataset.s) : $$("div > .who a", c).slice(0, 1).map(a => idOf(a).slice(7));
const elements = c => $$(".meta .els a", c).map(idOf);
const shown = {_standing: c => [kind(c)], _source: sources, _element: elements};
const coded = Object.keys(options).filter(axis => !shown[axis]);
let known;
const facts = () => known ||= claims.map(c => {
  const f = {}, numbers = c.dataset.f.split("|");
  for (const axis in shown) f[axis] = shown[axis](c);
  coded.forEach((axis, i) => f[axis] = numbers[i] ? numbers[i].split("+").map(n => options[axis][n].value) : []);
  return f;
});
// what is left out: the numbers of the claims that go, and the keys of the sources
let out = new Set(), gone = new Set();
const isOut = id => id.startsWith("source-") ? gone.has(id.slice(7)) : out.has(numberOf.get(id));
