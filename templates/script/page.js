"use strict";
// What every part of the script uses. It works on what the page holds, and fetches nothing.
const $ = (q, within = document) => within.querySelector(q);
const $$ = (q, within = document) => [...within.querySelectorAll(q)];
const make = (tag, text = "", more = {}) => Object.assign(document.createElement(tag), {textContent: text}, more);
const list = text => text ? text.split(" ") : [];
const idOf = link => decodeURIComponent(link.hash.slice(1));
const named = link => {
  try {
    return document.getElementById(idOf(link));
  } catch {
    return null;
  }
};
const panel = $("#_find");
// words in the language of the report
const W = panel.dataset;

// The address holds what is asked, so that it can be sent: ?_q=word&facet=value.
// A name that begins with a line is the page's own, as no facet's does.
// To change it takes a browser long where links are many: who types need not wait for it.
let query = new URLSearchParams(location.search), kept;
function write() {
  const q = "" + query;
  try {
    history.replaceState(null, "", location.pathname + (q && "?" + q) + location.hash);
  } catch {}
}
function keep(asked, typed) {
  for (const name in asked) asked[name] ? query.set(name, asked[name]) : query.delete(name);
  clearTimeout(kept);
  typed ? kept = setTimeout(write, 200) : write();
}
const held = e => e.ctrlKey || e.metaKey || e.altKey;
const choose = (select, value) => select.value = [...select.options].some(o => o.value === value) ? value : "";
