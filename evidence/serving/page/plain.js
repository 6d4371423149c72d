// What `check` says, in the words of the page: nothing of keys and lines of a file stands at a field.
import { say } from "./words.js";

const MISSING = {
  statement: say("say in your own words what the text says"),
  elements: say("choose an element, type the name of a new one, or tick “no element fits”"),
  sources: say("say who says it"),
  at: say("select words in the text, or say under More where it stands"),
  kind: say("choose what kind of finding it is"),
  label: say("it needs a name"),
};
const EMPTY = new Set(["missing-key", "empty-value", "missing-facet"]);
const OTHERS = {
  "repeated-id": () => say("this id is taken already; write another one"),
  "unknown-element": () => say("this element is not in the codebook; make it there, or choose another one"),
  "unquoted-claim": () => say("no words of the text are quoted"),
};
const NAMES = {
  methodological_limitations: say("methodological limitations"), coherence: say("coherence"), adequacy: say("adequacy"), relevance: say("relevance"),
  confidence: say("the confidence"), assessment: say("the assessment"), supported_by: say("Support"), contradicted_by: say("Against"),
  resolution: say("The condition under which it holds, where something stands against it"),
};
const named = (text) => text.replace(/`([a-z_]+)`/g, (whole, name) => NAMES[name] ?? whole);
// a piece of a file, such as `at: {page: 3}`, and where in a file something is to be written
const OF_FILES = /`[\w.]+:|\bunder `|\bdelete the line\b/;

// own: the id of the item that the form is about
export function plain(one, own = "") {
  if (EMPTY.has(one.code)) return [MISSING[one.field] ?? say("this has to be filled in"), ""];
  if (one.code in OTHERS) return [OTHERS[one.code](), ""];
  const about = own && new RegExp(`^[a-z]+ \`${own.replace(/[.]/g, "\\.")}\` `);
  return [named(about ? one.message.replace(about, "it ") : one.message), OF_FILES.test(one.help) ? "" : named(one.help)];
}
