// One thing stands in a place at a time: what was asked for last is shown, and meanwhile the place says that it waits.
import { Refused } from "./api.js";
import { $ } from "./dom.js";

let turns = 0;
export const waits = (so) => ($("one").ariaBusy = String(so));

// Shows what is fetched, unless something else was asked for before it came.
export async function latest(fetched, show, tell) {
  const turn = (turns += 1);
  waits(true);
  try {
    const told = await fetched;
    if (turn !== turns) return;
    waits(false);
    show(told);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    tell(error.message);
  }
}
