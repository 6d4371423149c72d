// A link opens all that its place is folded in, shows the place and brings the focus there.
// Going back, by Backspace or the browser's own way, brings the focus to the link that was followed.
document.documentElement.classList.add("live");
const keysOff = setting("_keys-off"), steps = [];
let depth = history.state?.depth || 0;
function unfold(at) {
  for (let d = at.closest("details"); d; d = d.parentNode.closest("details")) d.open = true;
  const claim = at.closest(".claim[hidden]");
  if (!claim) return;
  claim.hidden = false;
  tellHidden(claim.parentNode);
}
function reveal(to) {
  if (!to) return;
  unfold(to);
  const seen = to.matches("details") ? to.firstElementChild
    : /claim|finding/.test(kindOf(to)) ? to.previousElementSibling : to;
  if (seen === to && to.tabIndex < 0) to.setAttribute("tabindex", "-1");
  seen.focus({preventScroll: true});
  land(seen, 4);
}
// what comes near the window is laid out only then, and may move it
function land(seen, frames, how) {
  seen.scrollIntoView(how);
  if (frames) requestAnimationFrame(() => land(seen, frames - 1, how));
}
// a browser brings back where it was scrolled to at a time of its own: between links it is ours to do
function followed(link) {
  steps[depth] = [link, scrollY];
  history.scrollRestoration = "manual";
}
addEventListener("pagehide", () => history.scrollRestoration = "auto");
addEventListener("click", e => {
  const a = e.target.closest("a[href^='#']");
  if (!a || e.defaultPrevented || e.button || held(e) || e.shiftKey) return;
  if (kept) write();
  followed(a);
  if (named(a) && idOf(a) === idOf(location)) {
    e.preventDefault();
    reveal(named(a));
  }
});
function moved() {
  const last = depth, there = history.state?.depth;
  if (there === depth) return;
  depth = there ?? last + 1;
  if (there === undefined) write({depth});
  const [link, top] = depth < last && steps[depth] || [];
  if (link?.isConnected) {
    unfold(link);
    scrollTo(0, top);
    link.focus();
    land(link, 4, {block: "nearest"});
  } else reveal(named(location));
}
// of a step between two searches a browser tells by the second event alone
addEventListener("hashchange", moved);
addEventListener("popstate", e => e.state && requestAnimationFrame(moved));
const writes = e => e.matches("input:not([type=checkbox]), select, textarea");
addEventListener("keydown", e => {
  if (keysOff.checked || held(e) || writes(document.activeElement)) return;
  if (e.key === "Backspace" && depth) history.back();
  else if (e.key === "/") box.focus();
  else return;
  e.preventDefault();
});
