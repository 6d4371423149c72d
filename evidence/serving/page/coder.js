// Who codes, remembered by the browser.
import { $, make } from "./dom.js";

const KEPT = "evidence-coder";

export function rememberCoder(book, asked) {
  const field = $("coder");
  let kept = "";
  try {
    kept = localStorage.getItem(KEPT) ?? "";
  } catch {
    // nothing is kept then
  }
  field.value ||= asked || kept || (book.coders.length === 1 ? book.coders[0] : "");
  $("coders").replaceChildren(...book.coders.map((one) => make("option", { value: one })));
  field.addEventListener("change", () => {
    try {
      localStorage.setItem(KEPT, field.value.trim());
    } catch {
      // nothing is kept then
    }
  });
}
