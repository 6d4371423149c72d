// The report beside the text: opened and closed, and remembered for as long as the window is.
import { $ } from "./dom.js";

const KEPT = "evidence-beside";

// heard(open): what is to be heard of the program from now on
export function beside(heard) {
  const [button, part] = [$("beside"), $("report-beside")];
  const set = (open) => {
    part.hidden = !open;
    part.parentElement.classList.toggle("split", open);
    button.setAttribute("aria-pressed", String(open));
    sessionStorage.setItem(KEPT, String(open));
    heard(open);
  };
  const toggle = () => set(part.hidden);
  button.addEventListener("click", toggle);
  set(sessionStorage.getItem(KEPT) === "true");
  return toggle;
}
