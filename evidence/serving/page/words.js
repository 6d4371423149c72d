// What the script says, in the language of the review.
const told = JSON.parse(document.getElementById("said").textContent);
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

export const say = (text, values = {}) => filled(told[text] ?? text, values);

export const count = (n, one, many) => filled((told[one] ?? [one, many])[n === 1 ? 0 : 1], { n });
