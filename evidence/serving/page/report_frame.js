// The report in its frame, as it is built anew: it stays at its place, and says what keeps it from being built.
import { $, make } from "./dom.js";
import { count, say } from "./words.js";

const frame = $("frame");
const KEPT = "evidence-report-place"; // in this window, also on the way to another text
let shown = 0;

const placed = () => {
  const { scrollX, scrollY, location } = frame.contentWindow;
  return [scrollX, scrollY, location.hash];
};
addEventListener("pagehide", () => frame.hidden || sessionStorage.setItem(KEPT, JSON.stringify(placed())));

export const silent = () => ($("built").textContent = say("the program does not answer: is `evidence serve` still running?"));

export function show(told) {
  const wrong = told.errors.length || told.why;
  $("errors").hidden = !wrong;
  $("errors").replaceChildren(
    make("h2", {}, told.why || count(told.errors.length, "{n} error: the report below is the last that could be built", "{n} errors: the report below is the last that could be built")),
    make("ul", {}, ...told.errors.map((one) => make("li", {}, make("code", {}, one.place), ` ${one.message} `, make("small", {}, one.help)))),
  );
  $("built").textContent = wrong ? say("not built") : say("built");
  if (told.number === shown || !told.files.includes("report.html")) return;
  shown = told.number;
  const place = frame.hidden ? JSON.parse(sessionStorage.getItem(KEPT) ?? "null") : placed();
  const open = frame.hidden ? [] : [...frame.contentDocument.querySelectorAll("details[open]")].map((one) => one.id).filter(Boolean);
  frame.addEventListener("load", () => {
    if (!place) return;
    for (const id of open) frame.contentDocument.getElementById(id)?.setAttribute("open", "");
    frame.contentWindow.scrollTo(place[0], place[1]);
  }, { once: true });
  frame.hidden = false;
  frame.src = `/report/report.html?${told.number}${place?.[2] ?? ""}`;
}
