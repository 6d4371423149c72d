// What the address asks for, or a cell of the map.
function ask(from) {
  box.value = from.get("_q") || "";
  for (const s of selects) choose(s, from.get(s.dataset.facet));
}
function restore() {
  query = new URLSearchParams(location.search);
  ask(query);
  choose(without, query.get("_without"));
  if (query.size || out.size || chosen.length || words.length) leave();
}
addEventListener("popstate", () => location.search.slice(1) == query || restore());
panel.hidden = !claims.length;
restore();
axes.forEach((s, i) => {
  choose(s, query.get(s.name));
  if (!s.value) s.selectedIndex = i;
});
// who comes back to the page, or reads it again, is where they were
const anew = !history.state;
named(location) && unfold(named(location));
write({depth});
// What takes long waits until the page has loaded, and each part of it for a time of its own.
const work = [read, facts, () => $$(".map").forEach(fill), () => axes[1] && drawMap()];
onload = () => {
  if (anew) reveal(named(location));
  work.forEach(part => (window.requestIdleCallback || setTimeout)(part));
};
