// Cards on hover and focus: the passage, or the reference, without leaving the place.
const card = make("div", "", {id: "_card", hidden: true, role: "tooltip"});
$("main").append(card);
let timer, owner, pointed, spot;
const off = $("#_cards-off");
try {
  off.checked = localStorage.evidenceCardsOff;
  off.onchange = () => localStorage.evidenceCardsOff = off.checked ? "1" : "";
} catch {}
function hide() {
  clearTimeout(timer);
  card.hidden = true;
  owner?.removeAttribute("aria-describedby");
  owner?.removeAttribute("style");
  owner = null;
}
function show(link, by) {
  const to = named(link);
  hide();
  if (!to || off.checked || to.contains(link)) return;
  const [first, more = "_"] = {source: [".refline"], claim: [".st", ".by, .passage q, .passage .loc"], finding: ["h3", ".support"]}[to.classList[0]] || [];
  if (!first) return;
  card.replaceChildren(make("p", $(first, to).textContent), ...$$(more, to).map(p => make("p", p.textContent, {className: "loc"})));
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
  if (a?.matches(":focus-visible")) show(a, false);
  else if (!card.contains(e.target)) hide();
});
onclick = hide;
