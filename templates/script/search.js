// Search as you type, and filters that say what each choice would leave.
const box = $("#_q");
let texts, due, later;
const folded = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const read = () => texts ||= claims.map(c => folded(c.textContent));
const tell = n => $("#_found").textContent = W.found.replace("{k}", n);
function filter(typed) {
  const words = folded(box.value).split(/\s+/).filter(Boolean);
  const chosen = byAxis(s => s.value);
  const asked = Object.entries(chosen).filter(pair => pair[1]);
  let left = 0;
  const hits = claims.map((c, i) => {
    const hit = words.every(w => read()[i].includes(w));
    const stays = hit && asked.every(([f, v]) => facts()[i][f].includes(v));
    if (c.hidden === stays) c.hidden = !stays;
    left += stays && !out.has(i);
    return hit;
  });
  for (const b of $$("#_claims > div")) {
    const n = $$(":scope > :not([hidden])", b).length;
    b.hidden = !n;
    b.style.containIntrinsicSize = "auto " + 9 * n + "rem";
  }
  clearTimeout(later);
  later = setTimeout(tally, 300, hits, asked);
  tell(left);
  keep({_q: box.value, _without: without.value, ...chosen}, typed);
}
// told once the claims are there and nobody types on
function tally(hits, asked) {
  const counts = {};
  facts().forEach((facets, i) => {
    if (!hits[i] || out.has(i)) return;
    const misses = asked.filter(([f, v]) => !facets[f].includes(v));
    for (const f in facets) if (misses.every(m => m[0] === f)) for (const v of facets[f]) counts[f + "," + v] = (counts[f + "," + v] || 0) + 1;
  });
  for (const f in options) for (const o of options[f]) o.textContent = nameOf(o) + " (" + (counts[f + "," + o.value] || 0) + ")";
}
box.oninput = () => {
  cancelAnimationFrame(due);
  due = requestAnimationFrame(filter);
};
for (const s of selects) s.onchange = () => filter();
function clear() {
  box.value = "";
  filter();
}
$("#_clear").onclick = () => {
  for (const s of selects) s.value = "";
  clear();
  box.focus();
};
onkeydown = e => {
  const focused = document.activeElement, claim = focused.closest(".claim");
  if (e.key === "/" && !focused.matches("input, select") && !held(e)) {
    e.preventDefault();
    box.focus();
  }
  if (e.key === "Escape") card.hidden ? (claim || focused === box) && box.value && clear() : hide();
  if (/^Arrow(Down|Up)$/.test(e.key) && (focused === box || claim)) {
    const open = claims.filter(c => !c.hidden), next = open.indexOf(claim) + (e.key === "ArrowDown" ? 1 : -1);
    if (open[next] || next === -1) {
      e.preventDefault();
      (open[next] ? $(".st > a", open[next]) : box).focus();
    }
  }
};
// a claim that a filter hides is shown when a link leads to it
function reveal() {
  const to = named(location);
  if (to?.hidden) {
    to.hidden = to.parentNode.hidden = false;
    to.scrollIntoView();
  }
}
onhashchange = reveal;
