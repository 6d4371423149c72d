// What is said once before a claim is saved: it may be meant so, and it may be a slip.
import { say } from "./words.js";

// Returns what is said and which field it is about; nothing, if there is no doubt or it was said.
export function doubts(form) {
  const fields = [form.elements, form.sources, form.links.others].filter((one) => one.left);
  const left = fields.map((one) => say("“{words}” was typed under {field} and not chosen: choose it with Enter, or save again without it", { words: one.left, field: one.label }));
  const swapped = form.swapped ? [say("The quote is another one than the saved one: save again to replace it, or keep the saved words with o")] : [];
  const now = [...left, ...swapped].join("; ");
  if (!now || now === form.doubted) return null;
  form.doubted = now;
  return [now, fields[0]?.input ?? form.before.querySelector("button")];
}
