// The claims as CSV and as linked data (schema.org, W3C Web Annotation), the bibliography as BibTeX;
// and each table of the report part as CSV.
const cell = text => {
  const safe = /^[\s\ufeff]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20']/.test(text) ? "'" + text : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const passages = c => $$(".passage", c).map(p => ({quote: $("q, mark", p)?.textContent || "", at: flat($(".loc", p))}));
const facets = coded.filter(axis => axis[0] !== "_");
const columns = ["id", "statement", "standing", "sources", "via", "elements", ...facets, "quote", "at"];
const row = (c, i) => [
  keyOf(c), flat($(".st", c)), kind(c), sources(c).join(" "), c.dataset.via || "", elements(c).join(" "),
  ...facets.map(axis => facts()[i][axis].join(" ")),
  ...["quote", "at"].map(n => passages(c).map(p => p[n]).join(" | ")),
];
const source = key => place("source-" + key);
const files = {
  csv: ["claims.csv", "text/csv", () => table([columns, ...claims.map(row)])],
  jsonld: ["claims.jsonld", "application/ld+json", () => JSON.stringify({
    "@context": ["http://www.w3.org/ns/anno.jsonld", {"@vocab": "https://schema.org/"}],
    "@graph": claims.map(c => ({
      "@id": place(keyOf(c)), "@type": "Claim", text: flat($(".st", c)), isBasedOn: sources(c).map(source),
      appearance: passages(c).filter(p => p.quote).map(p => ({
        type: "Annotation", motivation: "classifying",
        target: {
          source: source(c.dataset.read || W.study || sources(c)[0]),
          selector: {type: "TextQuoteSelector", exact: p.quote},
        },
      })),
    })),
  }, null, 1)],
  bib: ["sources.bib", "application/x-bibtex", () => $$(".source .bib pre").map(p => p.textContent).join("\n\n")],
};
// Excel reads UTF-8 only behind a byte order mark
const table = rows => "\ufeff" + rows.map(r => r.map(cell).join(",")).join("\n");
// a browser may keep a file without a sign: the button tells its name for a while
const saved = panel.appendChild(make("p", "", {className: "sr", role: "status"}));
function save(button, download, type, text) {
  make("a", "", {href: URL.createObjectURL(new Blob([text + "\n"], {type})), download}).click();
  const name = button.dataset.name ||= button.textContent;
  button.textContent = saved.textContent = say(W.saved, {name: download});
  setTimeout(() => button.textContent = name, 2500);
}
for (const id in files) $("#_" + id).onclick = e => {
  const [name, type, text] = files[id];
  save(e.target, name, type, text());
};

// A table as it stands: sentences, no ids, each with its judgement, and the link to its finding.
const said = node => {
  if (!node) return "";
  const copy = node.cloneNode(true);
  for (const e of $$(".lost, .num, svg", copy)) e.remove();
  // a column that is headed by a number says the sentence that it stands for as well
  const long = $("a[title]", copy);
  return long ? flat(long) + ". " + long.title : flat(copy);
};
const linkOf = e => e?.dataset.of ? place(e.dataset.of) : "";
// the number that a finding has on the page
const numberIn = e => e?.dataset.of ? $(".num", document.getElementById(e.dataset.of).previousElementSibling).textContent : "";
const ofTable = numbered => tr => {
  const of = $("[data-of]", tr), head = tr.parentNode.tagName === "THEAD";
  const number = numbered ? [head ? W.number : numberIn(of)] : [];
  return [...number, ...[...tr.cells].map(said), head ? W.link : linkOf(of)];
};
const ofLine = li => [
  numberIn(li), said($("h3 a.plain", li.closest(".kind"))), $$(".flag", li).map(said).join("; "), said($("a.plain", li)),
  $$(".m", li).map(said).join("; "), said($(".who", li)), linkOf(li),
];
for (const section of $$("main > section")) {
  const rows = $$("tr", section), lines = $$(".kinds li", section);
  if (section.id === "evidence" || !rows.length && !lines.length) continue;
  const button = make("button", "CSV", {type: "button", className: "csv", title: W.asCsv});
  const cells = () => rows.length ? rows.map(ofTable($("[data-of]", section))) : lines.map(ofLine);
  button.onclick = () => save(button, section.id + ".csv", "text/csv", table(cells()));
  $("h2", section).after(button);
}
