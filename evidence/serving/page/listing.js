// The list of texts and the head of the page, kept as they are now.
import { get } from "./api.js";

async function refreshHead() {
  const told = await get("/api/head").catch(() => null);
  const name = document.querySelector(".top .name");
  if (!told || name.textContent === told.title) return;
  document.title = `${document.title.slice(0, document.title.length - name.textContent.length)}${told.title}`;
  name.textContent = told.title;
}

export async function refreshList() {
  const place = document.querySelector("[data-list]");
  const current = document.querySelector("[data-key]")?.dataset.key ?? "";
  const answer = await fetch(`/list?${new URLSearchParams({ current })}`).catch(() => null);
  if (!place || !answer?.ok) return;
  const open = place.querySelector("details")?.open;
  // escaped by the program; no script runs in what a page sets
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  const held = place.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  place.replaceChildren(...parsed.body.childNodes);
  if (held) place.querySelector(`[href="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  if (open) place.querySelector("details")?.setAttribute("open", "");
}

export function listen(kind, run, query = "") {
  const events = new EventSource(`/api/events${query}`);
  events.addEventListener("files", () => document.dispatchEvent(new Event("files")));
  events.addEventListener("files", refreshHead);
  events.addEventListener(kind, (event) => run(JSON.parse(event.data)));
  return events;
}
