// Cards on hover and focus: the passage, or the reference, without leaving the place.
const card = make("div", "", {id: "_card", hidden: true, role: "tooltip"});
$("main").append(card);
let timer, owner, pointed, spot;
const off = setting("_cards-off");
const moreOf = {claim: "summary .by, .passage q, .around, .passage .loc", finding: ".support"};
function hide() {
  clearTimeout(timer);
  card.hidden = true;
  owner?.removeAttribute("aria-describedby");
  owner?.removeAttribute("style");
  owner = null;
}
function show(link, by) {
  const to = named(link), kind = to && kindOf(to);
  hide();
  if (!kind || off.checked || to.contains(link)) return;
  const told = moreOf[kind] ? $$(moreOf[kind], to.parentNode) : [];
  const lines = told.map(p => make("p", p.textContent, {className: "loc", lang: p.lang}));
  card.replaceChildren(make("p", titleOf(to).textContent), ...lines);
  owner = link;
  pointed = by;
  card.hidden = false;
  link.setAttribute("aria-describedby", "_card");
  link.style.anchorName = "--shown";
}
const target = e => e.target.closest("main a");
// a page that scrolls under a pointer at rest is not pointed at
const where = e => e.screenX + " " + e.screenY;
onpointermove = e => spot = where(e);
onpointerover = e => {
  if (e.pointerType === "touch" || where(e) === spot) return;
  const a = target(e);
  clearTimeout(timer);
  if (a && a !== owner) timer = setTimeout(show, 200, a, true);
  else if (!a && pointed && !card.contains(e.target)) timer = setTimeout(hide, 200);
};
addEventListener("focusin", e => {
  const a = target(e);
  // who walks through what was found has read of it, and sees what comes next
  if (a?.matches(":focus-visible:not(#_hits a)")) show(a, false);
  else if (!card.contains(e.target)) hide();
});
addEventListener("click", hide);
addEventListener("keydown", e => e.key === "Escape" && hide());
