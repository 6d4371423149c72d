// What can be done by key alone, and the list of it.
import { $, make } from "./dom.js";
import { say } from "./words.js";

export function keys(did) {
  const table = [
    ["n", say("next paragraph without a claim"), did.nextOpen],
    ["s", say("select the next sentence"), did.sentence],
    ["Shift+S", say("one sentence more"), did.more],
    ["a", say("add the words as a further passage of the claim"), did.further],
    ["o", say("keep the saved words, of a claim that is changed"), did.keepQuote],
    ["/", say("find words in this text"), did.find],
    ["Enter", say("to the form, to write what it says"), did.write],
    ["j", say("next claim"), () => did.step(1)],
    ["k", say("claim before it"), () => did.step(-1)],
    ["e", say("change this claim"), did.edit],
    ["Delete", say("delete this claim"), did.remove],
    ["u", say("undo what this session saved last"), did.undo],
    ["r", say("open and close the report beside the text"), did.report],
  ];
  const fixed = [
    ["Ctrl+Enter", say("save the claim")],
    ["Esc", say("leave the field, then the form")],
  ];
  keyed(table, fixed, did);
}

// table: [key, what it does, run]; did: {save(), cancel(), undo()}
export function keyed(table, fixed, did) {
  const dialog = $("keys");
  table.push(["?", say("this list"), help]);
  dialog.replaceChildren(
    make("h2", { id: "keys-head" }, say("Keys")),
    make("dl", {}, ...[...table, ...fixed].flatMap(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)])),
    make("form", { method: "dialog" }, make("button", {}, say("Close"))),
  );
  function help() {
    dialog.showModal();
  }
  $("help").addEventListener("click", help);
  document.addEventListener("keydown", (event) => {
    if (dialog.open) return;
    const field = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return did.save();
    }
    if (event.key === "Escape") {
      if (field) field.blur();
      else did.cancel();
      if (field) $("text")?.focus({ preventScroll: true });
      return;
    }
    if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !field) {
      event.preventDefault();
      return did.undo();
    }
    if (field || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && event.target.closest("button, a, summary")) return;
    const name = event.shiftKey && event.key.length === 1 && event.key !== "?" ? `Shift+${event.key.toUpperCase()}` : event.key;
    const found = table.find(([key]) => key === name);
    if (!found) return;
    event.preventDefault();
    found[2]();
  });
}
