// What the address asks for, or a cell of the map.
function ask(from) {
  box.value = from.get("_q") || "";
  for (const s of selects) choose(s, from.get(s.dataset.facet));
}
function restore() {
  query = new URLSearchParams(location.search);
  ask(query);
  for (const s of [without, order]) choose(s, query.get(s.id));
}
onpopstate = () => {
  if (location.search.slice(1) == query) return;
  restore();
  leave();
};
for (const e of $$("#_find, #_out")) e.hidden = !claims.length;
restore();
sort();
without.value ? leave() : query.size ? filter() : tell(claims.length);
axes.forEach((s, i) => {
  choose(s, query.get(s.name));
  if (!s.value) s.selectedIndex = i;
});
reveal();
// What takes long waits until the page has loaded, and each part of it for a time of its own.
onload = () => [read, facts, () => $$(".map").forEach(fill), () => axes[1] && draw()].forEach(work => (window.requestIdleCallback || setTimeout)(work));
