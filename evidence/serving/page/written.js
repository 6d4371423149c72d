// What stands in a file, as it is read there: texts, lists, keys within keys.
export const listed = (raw) => (Array.isArray(raw) ? raw : raw ? [raw] : []);

// Of a text in several languages the one that is shown is changed alone.
export const spoken = (raw, language) =>
  raw && typeof raw === "object" ? (raw[language] ?? Object.values(raw)[0] ?? "") : (raw ?? "");
export const respoken = (raw, text, language) => (text && raw && typeof raw === "object" ? { ...raw, [language]: text } : text);

export const empty = (value) =>
  value === "" || value === null || value === undefined || value === false ||
  (typeof value === "object" && !Object.keys(value).length);

// The keys of a part, with those that the page does not know as they are.
export function together(raw, parts) {
  const made = { ...(raw ?? {}) };
  for (const [key, value] of Object.entries(parts)) {
    if (empty(value)) delete made[key];
    else made[key] = value;
  }
  return made;
}

const told = (value) => (empty(value) ? "" : value);
export const same = (one, other) => {
  const [left, right] = [told(one), told(other)];
  return JSON.stringify(left) === JSON.stringify(right) || JSON.stringify(listed(left)) === JSON.stringify(listed(right));
};

// `name: value`, a line each, and back.
export const lined = (raw, language) => Object.entries(raw ?? {}).map(([name, value]) => `${name}: ${spoken(value, language)}`).join("\n");
export function unlined(text, raw, language) {
  const lines = text.split("\n").map((line) => [line.slice(0, line.indexOf(":")).trim(), line.slice(line.indexOf(":") + 1).trim()]);
  return Object.fromEntries(lines.filter(([name, value]) => name && value).map(([name, value]) => [name, respoken(raw?.[name], value, language)]));
}
