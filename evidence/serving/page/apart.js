// Who codes apart from others: says to be done, and sees when everybody is.
import { Refused, post } from "./api.js";
import { $ } from "./dom.js";
import { say } from "./words.js";

const place = document.querySelector("[data-apart]");

async function refresh() {
  const answer = await fetch("/apart").catch(() => null);
  if (!answer?.ok) return;
  const focused = document.activeElement?.id === "done";
  // escaped by the program; no script runs in what a page sets
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  place.replaceChildren(...parsed.body.childNodes);
  if (focused) ($("done") ?? place).focus();
}

async function done() {
  if (!confirm(say("Record that you are done? What you change of your claims later is told from then on."))) return;
  let why;
  try {
    ({ why } = await post("/api/done", {}));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    why = error.message;
  }
  await refresh();
  if (why) $("done-told").textContent = why;
}

place.addEventListener("click", (event) => event.target.id === "done" && done());
document.addEventListener("files", refresh);
