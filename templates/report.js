"use strict";
/* Search, facets, leave-one-out, cards on hover and focus, links and downloads.
   Everything works on what the page already holds; nothing is fetched. */
(() => {
const $ = (q, at = document) => at.querySelector(q), $$ = (q, at = document) => [...at.querySelectorAll(q)];
const make = (tag, text = "", more = {}) => Object.assign(document.createElement(tag), {textContent: text}, more);
const panel = $("#_find"), W = panel.dataset, KEY = "evidence-cards-off";
const claims = $$("#_claims > .claim");
const query = new URLSearchParams(location.search);
const list = text => text ? text.split(" ") : [];
const store = (key, value) => { try { return value === undefined ? localStorage.getItem(key) : localStorage.setItem(key, value); } catch { return null; } };
const named = hash => { try { return document.getElementById(decodeURIComponent(hash.slice(1))); } catch { return null; } };
const keep = () => { const q = query.toString(); try { history.replaceState(null, "", (q ? "?" + q : location.pathname.split("/").pop() || "?") + location.hash); } catch {} };

/* search and facets */
const links = (c, name) => [...c.children].filter(p => p.className === name).flatMap(p => [...p.getElementsByTagName("a")]);
const sources = c => c.dataset.s ? list(c.dataset.s) : links(c, "by").slice(0, 1).map(a => decodeURIComponent(a.hash.slice(8)));
const kind = c => c.dataset.k || "read";
const elements = c => links(c, "meta").map(a => a.hash.slice(1));
const selects = $$("select[data-facet]", panel), box = $("#_q"), said = $("#_found");
const valuesOf = Object.fromEntries(selects.map(s => [s.dataset.facet, [...s.options].slice(1).map(o => o.value)]));
const names = selects.map(s => s.dataset.facet).filter(n => !["source", "element", "standing"].includes(n));
let texts = null, known = null;
const facts = () => known ||= claims.map(c => {
  const f = {standing: [kind(c)], source: sources(c), element: elements(c)}, values = c.dataset.f.split("|");
  names.forEach((name, i) => f[name] = values[i] ? values[i].split("+").map(n => valuesOf[name][n]) : []);
  return f;
});
const read = () => texts ||= claims.map(c => folded(c.textContent));
const folded = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
function filter() {
  const words = folded(box.value).split(/\s+/).filter(Boolean);
  const asked = selects.filter(s => s.value).map(s => [s.dataset.facet, s.value]);
  if (words.length) read();
  const facets = facts();
  let shown = 0;
  const hits = claims.map((c, i) => {
    const hit = words.every(w => texts[i].includes(w)), on = hit && asked.every(([f, v]) => facets[i][f].includes(v));
    if (c.hidden === on) c.hidden = !on;
    shown += on;
    return hit;
  });
  clearTimeout(later); later = setTimeout(tally, 100, hits, asked);
  said.textContent = W.found.replace("{n}", shown).replace("{m}", claims.length);
  box.value ? query.set("q", box.value) : query.delete("q");
  for (const s of selects) s.value ? query.set(s.dataset.facet, s.value) : query.delete(s.dataset.facet);
  keep();
}
/* what each choice would leave: told once the claims themselves are there */
function tally(hits, asked) {
  const counts = {}, facets = facts();
  for (let i = 0; i < claims.length; i++) {
    if (!hits[i]) continue;
    const misses = asked.filter(([f, v]) => !facets[i][f].includes(v));
    if (misses.length < 2) for (const f in facets[i]) {
      if (misses.length && misses[0][0] !== f) continue;
      for (const v of facets[i][f]) counts[f + "\n" + v] = (counts[f + "\n" + v] || 0) + 1;
    }
  }
  for (const s of selects) for (const o of s.options) if (o.value) o.textContent = `${o.dataset.label} (${counts[s.dataset.facet + "\n" + o.value] || 0})`;
}
let due = 0, later = 0;
box.addEventListener("input", () => { cancelAnimationFrame(due); due = requestAnimationFrame(filter); });
for (const s of selects) s.addEventListener("change", filter);
$("#_clear").addEventListener("click", () => { box.value = ""; for (const s of selects) s.value = ""; filter(); box.focus(); });
document.addEventListener("keydown", e => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
  if (e.key === "/" && !typing && !e.ctrlKey && !e.metaKey && !e.altKey) { e.preventDefault(); box.focus(); box.scrollIntoView({block: "center"}); }
  if (e.key === "Escape") { if (!card.hidden) hide(); else if (document.activeElement === box && box.value) { box.value = ""; filter(); } }
  if ((e.key === "ArrowDown" || e.key === "ArrowUp") && (document.activeElement === box || document.activeElement.closest?.(".claim"))) {
    const open = claims.filter(c => !c.hidden), at = open.indexOf(document.activeElement.closest(".claim"));
    const next = at + (e.key === "ArrowDown" ? 1 : -1);
    if (open[next] || next === -1) { e.preventDefault(); (open[next] ? $(".st > a", open[next]) : box).focus(); }
  }
});
/* a claim that a filter hides is shown when a link leads to it */
const reveal = () => { const at = named(location.hash); if (at && at.hidden) { at.hidden = false; at.scrollIntoView(); } };
addEventListener("hashchange", reveal);

/* leave one source out: the same counting as in the build */
let all = null;
const byId = () => all ||= new Map(claims.map(c => [c.id, {own: kind(c) === "own", s: sources(c), via: list(c.dataset.via), read: c.dataset.read || "", hand: c.dataset.hand === "1"}]));
const study = W.study, many = !study;
function cover(groups) {
  const alone = new Set(groups.filter(g => g.length === 1).map(g => g[0]));
  let left = groups.filter(g => g.length && !g.some(w => alone.has(w)));
  if (!left.length) return alone.size;
  const works = [...new Set(left.flat())].sort((a, b) => a < b ? -1 : 1);
  if (works.length <= 12) for (let size = 1; size <= works.length; size++) {
    const pick = (from, chosen) => chosen.length === size ? left.every(g => g.some(w => chosen.includes(w))) : works.slice(from).some((w, i) => pick(from + i + 1, [...chosen, w]));
    if (pick(0, [])) return alone.size + size;
  }
  let n = 0;
  while (left.length) {
    let best = works[0], most = -1;
    for (const w of works) { const k = left.filter(g => g.includes(w)).length; if (k > most) { most = k; best = w; } }
    left = left.filter(g => !g.includes(best)); n++;
  }
  return alone.size + n;
}
function held(f, out) {
  const by_id = byId(), stands = id => { const c = by_id.get(id); return c && (!out || (!c.via.includes(out) && c.read !== out && (c.own || c.s.some(k => k !== out)))); };
  const on = list(f.dataset.for).filter(stands).map(id => by_id.get(id)), cited = on.filter(c => !c.own);
  const groups = [...new Set(cited.map(c => [...new Set([...c.s, ...c.via])].filter(w => w !== study && w !== out).sort().join(" ")))].filter(Boolean).map(list);
  const n = cover(groups);
  let by = "independent";
  if (!cited.length) by = on.length ? "own_statement_only" : "unsupported";
  else if (many && cited.every(c => c.hand)) by = "second_hand_only";
  else if (n === 1) by = "one_citation";
  const contested = f.dataset.open === "1" && list(f.dataset.against).some(stands);
  return {state: contested ? "contested" : by, by, n, cited: cited.length};
}
const word = h => [...new Set([h.state, h.by, h.by === "second_hand_only" ? "independent" : h.by])].map(s => s === "independent" ? (h.n === 1 ? W.independentOne : W.independentMany).replace("{n}", h.n) : W[s]).join(", ");
const without = $("#_without"), findings = $$("article.finding");
function leave() {
  const out = without.value;
  let changed = 0, fallen = 0;
  for (const old of $$(".lost")) old.remove();
  for (const f of findings) {
    const before = held(f, ""), now = held(f, out), differs = !!out && word(before) !== word(now);
    f.dataset.now = now.state; f.dataset.n = now.n;
    if (!differs) continue;
    changed++; fallen += before.cited && !now.cited;
    for (const at of [$(".support", f), ...$$(`[data-of="${CSS.escape(f.id)}"]`)]) at.append(make("span", ` → ${word(now)}`, {className: "lost"}));
  }
  for (const c of claims) c.classList.toggle("out", !!out && (list(c.dataset.via).includes(out) || (sources(c).includes(out) && sources(c).every(k => k === out))));
  $("#_left").textContent = out ? W.left.replace("{n}", changed).replace("{m}", fallen) : "";
  out ? query.set("without", out) : query.delete("without");
  keep();
}
without.addEventListener("change", leave);

/* cards */
const card = make("div", "", {id: "_card", hidden: true});
card.setAttribute("role", "tooltip");
$("main").append(card);
let timer = 0, owner = null, pointed = false, spot = "";
const off = $("#_cards-off");
off.checked = store(KEY) === "1";
off.addEventListener("change", () => store(KEY, off.checked ? "1" : ""));
function hide() { card.hidden = true; owner?.removeAttribute("aria-describedby"); owner = null; }
function show(link, by) {
  const at = named(link.hash);
  hide();
  if (!at || off.checked || link.closest("#" + CSS.escape(at.id))) return;
  card.replaceChildren();
  if (at.matches(".source")) card.append(make("p", $(".refline", at).textContent));
  else if (at.matches(".claim")) { card.append(make("p", $(".st", at).textContent)); for (const p of $$(".passage", at)) card.append(make("p", p.textContent, {className: "loc"})); }
  else if (at.matches(".finding")) card.append(make("p", $("h3", at).textContent), make("p", $(".support", at).textContent, {className: "loc"}));
  else return;
  owner = link; pointed = by; card.hidden = false; link.setAttribute("aria-describedby", "_card");
  const r = link.getBoundingClientRect(), w = Math.min(352, innerWidth - 16);
  card.style.setProperty("--w", w + "px");
  card.style.setProperty("--x", Math.max(8, Math.min(r.left, innerWidth - w - 8)) + scrollX + "px");
  const below = r.bottom + card.offsetHeight + 8 < innerHeight || r.top < card.offsetHeight + 8;
  card.style.setProperty("--y", (below ? r.bottom + 4 : r.top - card.offsetHeight - 4) + scrollY + "px");
}
const target = e => e.target.closest?.('main a[href^="#"]');
/* a page that scrolls under a pointer at rest is not pointed at */
const where = e => e.screenX + " " + e.screenY;
document.addEventListener("pointermove", e => { spot = where(e); });
document.addEventListener("pointerover", e => { if (e.pointerType === "touch" || where(e) === spot) return; const a = target(e); clearTimeout(timer); if (a && a !== owner) timer = setTimeout(show, 200, a, true); else if (!a && pointed && !card.contains(e.target)) timer = setTimeout(hide, 200); });
document.addEventListener("focusin", e => { const a = target(e); if (a && a.matches(":focus-visible")) show(a, false); else if (!card.contains(e.target)) hide(); });
document.addEventListener("click", hide);

/* permanent links, citations, downloads */
const here = id => location.href.split(/[?#]/)[0] + "#" + id;
/* what leaves the page does not tell where on this machine it lay */
const place = id => location.protocol === "file:" ? "#" + id : here(id);
const copy = (text, button) => navigator.clipboard?.writeText(text).then(() => { const was = button.textContent; button.textContent = W.copied; setTimeout(() => button.textContent = was, 1200); }, () => prompt(W.copy, text));
for (const f of findings) {
  const by = make("button", W.cite, {type: "button", className: "cite"});
  by.addEventListener("click", () => copy(`${$("h3", f).textContent.trim()} (${$(".support .m", f).textContent.trim()}). ${document.title}, ${f.id}, sha256 ${W.hash.slice(0, 12)}. ${place(f.id)}`, by));
  const link = make("button", W.link, {type: "button", className: "cite"});
  link.addEventListener("click", () => copy(here(f.id), link));
  $("footer", f).append(" ", link, " ", by);
}
const flat = node => node ? node.textContent.replace(/\s+/g, " ").trim() : "";
const cell = text => { const safe = /^[\s\ufeff]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20']/.test(text) ? "'" + text : text; return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe; };
const passages = c => $$(".passage", c).map(p => ({quote: $("q, mark", p)?.textContent || "", at: flat($(".loc", p))}));
const statement = c => flat($(".st", c)).slice(c.id.length + 1);
const rows = () => [["id", "statement", "standing", "sources", "via", "elements", ...names, "quote", "at"], ...claims.map((c, i) => { const p = passages(c); return [c.id, statement(c), kind(c), sources(c).join(" "), c.dataset.via || "", elements(c).join(" "), ...names.map(n => facts()[i][n].join(" ")), p.map(x => x.quote).join(" | "), p.map(x => x.at).join(" | ")]; })];
const jsonld = () => JSON.stringify({"@context": ["http://www.w3.org/ns/anno.jsonld", {"@vocab": "https://schema.org/"}], "@graph": claims.map(c => ({"@id": place(c.id), "@type": "Claim", text: statement(c), isBasedOn: sources(c).map(k => place("source-" + k)), appearance: passages(c).filter(p => p.quote).map(p => ({type: "Annotation", motivation: "classifying", target: {source: place("source-" + (c.dataset.read || study || sources(c)[0])), selector: {type: "TextQuoteSelector", exact: p.quote}}}))}))}, null, 1);
const save = (name, type, text) => { const a = make("a", "", {href: URL.createObjectURL(new Blob([text], {type})), download: name}); document.body.append(a); a.click(); a.remove(); setTimeout(() => URL.revokeObjectURL(a.href), 1000); };
$("#_csv").addEventListener("click", () => save("claims.csv", "text/csv", rows().map(r => r.map(cell).join(",")).join("\n") + "\n"));
$("#_jsonld").addEventListener("click", () => save("claims.jsonld", "application/ld+json", jsonld()));
$("#_bib").addEventListener("click", () => save("sources.bib", "application/x-bibtex", $$(".source pre").map(p => p.textContent).join("\n\n") + "\n"));

/* what the address asks for, or a cell of the map */
function ask(from) {
  const pick = (select, value) => select.value = value && [...select.options].some(o => o.value === value) ? value : "";
  box.value = from.get("q") || "";
  for (const s of selects) pick(s, from.get(s.dataset.facet));
  if (from.has("without")) pick(without, from.get("without"));
}
for (const map of $$(".map")) {
  const values = list(map.dataset.values);
  for (const a of $$("td a", map)) a.href = `?${new URLSearchParams({[map.dataset.axis]: values[a.parentNode.cellIndex - 1], element: a.hash.slice(1)})}#claims`;
}
document.addEventListener("click", e => {
  const a = e.target.closest?.(".map td a");
  if (!a || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
  e.preventDefault(); ask(new URLSearchParams(a.search)); filter(); location.hash = "claims"; $("#claims").scrollIntoView(); box.focus({preventScroll: true});
});
panel.hidden = !claims.length;
ask(query);
if (box.value || selects.some(s => s.value)) filter(); else said.textContent = W.found.replace("{n}", claims.length).replace("{m}", claims.length);
if (without.value) leave();
reveal();
(window.requestIdleCallback || setTimeout)(() => { facts(); read(); });
})();
