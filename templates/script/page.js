"use strict";
// What every part of the script uses. It works on what the page holds, and fetches nothing.
const $ = (q, within = document) => within.querySelector(q);
const $$ = (q, within = document) => [...within.querySelectorAll(q)];
const make = (tag, text = "", more = {}) => Object.assign(document.createElement(tag), {textContent: text}, more);
const list = text => text ? text.split(" ") : [];
// a link in a picture has no hash
const idOf = link => decodeURIComponent((link.hash ?? link.getAttribute("href")).slice(1));
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
const say = (words, told) => words.replace(/\{(\w+)\}/g, (_, name) => told[name]);

// The address holds what is asked, so that it can be sent: ?_q=word&facet=value.
// A name that begins with a line is the page’s own.
// Who types need not wait for it.
let query = new URLSearchParams(location.search), kept = 0;
function write(state = history.state) {
  clearTimeout(kept);
  kept = 0;
  const q = "" + query;
  try {
    history.replaceState(state, "", location.pathname + (q && "?" + q) + location.hash);
  } catch {}
}
function keep(asked, typed) {
  for (const name in asked) asked[name] ? query.set(name, asked[name]) : query.delete(name);
  clearTimeout(kept);
  typed ? kept = setTimeout(() => write(), 200) : write();
}
const held = e => e.ctrlKey || e.metaKey || e.altKey;
const choose = (select, value) => select.value = [...select.options].some(o => o.value === value) ? value : "";

// what a reader turns off stays off, where the browser keeps it
function setting(id) {
  const control = $("#" + id);
  try {
    control.checked = localStorage["evidence" + id];
    control.onchange = () => localStorage["evidence" + id] = control.checked ? "1" : "";
  } catch {}
  return control;
}
