// The claims as CSV and as linked data (schema.org, W3C Web Annotation), the bibliography as BibTeX.
const cell = text => {
  const safe = /^[\s\ufeff]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20']/.test(text) ? "'" + text : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const passages = c => $$(".passage", c).map(p => ({quote: $("q, mark", p)?.textContent || "", at: flat($(".loc", p))}));
const statement = c => flat($(".st", c)).slice(c.id.length + 1);
const facets = coded.filter(axis => axis[0] !== "_");
const row = (c, i) => [c.id, statement(c), kind(c), sources(c).join(" "), c.dataset.via || "", elements(c).join(" "), ...facets.map(axis => facts()[i][axis].join(" ")), ...["quote", "at"].map(n => passages(c).map(p => p[n]).join(" | "))];
const source = key => place("source-" + key);
const files = {
  // Excel reads UTF-8 only behind a byte order mark
  csv: ["claims.csv", "text/csv", () => "\ufeff" + [["id", "statement", "standing", "sources", "via", "elements", ...facets, "quote", "at"], ...claims.map(row)].map(r => r.map(cell).join(",")).join("\n")],
  jsonld: ["claims.jsonld", "application/ld+json", () => JSON.stringify({
    "@context": ["http://www.w3.org/ns/anno.jsonld", {"@vocab": "https://schema.org/"}],
    "@graph": claims.map(c => ({
      "@id": place(c.id), "@type": "Claim", text: statement(c), isBasedOn: sources(c).map(source),
      appearance: passages(c).filter(p => p.quote).map(p => ({
        type: "Annotation", motivation: "classifying",
        target: {source: source(c.dataset.read || W.study || sources(c)[0]), selector: {type: "TextQuoteSelector", exact: p.quote}},
      })),
    })),
  }, null, 1)],
  bib: ["sources.bib", "application/x-bibtex", () => $$(".source pre").map(p => p.textContent).join("\n\n")],
};
for (const id in files) $("#_" + id).onclick = () => {
  const [download, type, text] = files[id];
  make("a", "", {href: URL.createObjectURL(new Blob([text() + "\n"], {type})), download}).click();
};
