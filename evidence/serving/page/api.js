// What is asked of the program, and what it says when it cannot answer.
import { say } from "./words.js";

export class Refused extends Error {
  constructor(why, told = {}) {
    super(why);
    this.told = told;
  }
}

async function answered(asking) {
  let answer;
  try {
    answer = await asking;
  } catch {
    throw new Refused(say("the program does not answer: is `evidence serve` still running?"));
  }
  if (answer.status === 403) throw new Refused(say("open the address that `evidence serve` printed"));
  const told = await answer.json().catch(() => ({ why: `${answer.status} ${answer.statusText}` }));
  if (!answer.ok) throw new Refused(told.why, told);
  return told;
}

export const get = (path, query = {}) => answered(fetch(`${path}?${new URLSearchParams(query)}`));

export const post = (path, sent) =>
  answered(
    fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(sent),
    }),
  );
