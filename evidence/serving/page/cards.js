// The claims of a text as cards beside it: each leads to its words, and they to it.
import { $, make } from "./dom.js";
import { say } from "./words.js";

const OUTCOMES = {
  found: say("found in the text"), differs_in_form: say("found, in another form"), altered: say("other words than the text"),
  ambiguous: say("stands at several places"), not_found: say("not found in the text"), unreadable: say("the text cannot be read"),
  unchecked: say("without a quote"),
};

export function cards(claims, book, active, did) {
  const labels = new Map(book.elements.map((one) => [one.id, one.label]));
  const links = new Map(book.links);
  const outcome = (claim) => OUTCOMES[claim.outcome] ?? claim.outcome;
  const made = claims.map((claim) => {
    const facts = [
      claim.elements.map((id) => labels.get(id) ?? id).join(", ") || (claim.unfitted ? say("no element fits") : ""),
      claim.coder, outcome(claim), claim.proposal ? say("proposed, not accepted") : "",
      ...claim.links.map((link) => `${links.get(link.kind)} ${link.claim}`),
    ];
    const editable = claim.mark !== "" && !claim.proposal;
    return make("li", { class: claim.id === active ? "card active" : "card", id: `card-${claim.id}`, value: claim.number, data: { claim: claim.id } },
      make("span", { class: `number hue${claim.number % 3}`, "aria-hidden": "true" }, String(claim.number)),
      make("button", { type: "button", class: "statement", "aria-current": claim.id === active ? "true" : null, on: { click: () => did.go(claim) } }, claim.statement || claim.id),
      make("p", { class: claim.outcome === "found" || claim.outcome === "differs_in_form" ? "facts" : "facts weak" }, facts.filter(Boolean).join(" · ")),
      make("p", { class: "doing" },
        editable ? make("button", { type: "button", class: "plain", on: { click: () => did.edit(claim) } }, say("change")) : make("small", {}, say("change it in {file}", { file: claim.file || "claims.yaml" })),
        editable ? make("button", { type: "button", class: "plain", on: { click: () => did.remove(claim) } }, say("delete")) : "",
        make("code", {}, claim.id)));
  });
  $("cards").replaceChildren(...made);
  $("cards-head").textContent = claims.length ? say("Claims in this text") : say("No claim in this text yet");
}
