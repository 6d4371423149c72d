// An id that is proposed from words, by the rule that the program has: new_ids.py.
import { folded } from "./dom.js";

const [SHORTEST, LIGHT, MOST] = [4, 2, 56];

// small and light: the words that tell nothing, and those that tell little
export function idFor(text, { taken, small, light, words = 3, other = "claim", prefix = "" }) {
  const parts = folded(text).split(/[^a-z0-9]+/).filter((part) => /^[a-z]/.test(part) && !small.includes(part));
  const weighs = (part) => part.length >= SHORTEST && !light.includes(part);
  const chosen = [];
  for (const part of parts.slice(0, words + LIGHT)) if (chosen.filter(weighs).length < words) chosen.push(part);
  const base = prefix + (chosen.join("_").slice(0, MOST).replace(/_+$/, "") || other);
  let name = base;
  for (let number = 2; taken.includes(name); number++) name = `${base}_${number}`;
  return name;
}
