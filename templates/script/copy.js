// A permanent link to a finding, and its citation as text, BibTeX and CSL-JSON.
// What leaves the page does not tell where on this machine it lay.
const here = id => location.href.split(/[?#]/)[0] + "#" + id;
const local = location.protocol === "file:";
const place = id => local ? "#" + id : here(id);
const flat = node => node ? node.textContent.replace(/\s+/g, " ").trim() : "";
const edition = `sha256 ${W.hash.slice(0, 12)}, Evidence ${W.version}`;
const ways = {
  [W.link]: here,
  [W.text]: (id, title, note, book) => `“${title}” (${note}). ${book}, ${id}, ${edition}. ${place(id)}`,
  // Its url is the anchor, which says nothing outside of the page.
  BibTeX: (id, title, note, book, entry) => local ? entry.replace(/,\n  url = .*/, "") : entry.replace(`{#${id}}`, () => `{${here(id)}}`),
  "CSL-JSON": (id, title, note, book) => JSON.stringify([{id, type: "chapter", title, "container-title": book, note, version: edition, URL: local ? undefined : here(id)}], null, 1),
};
for (const f of findings) {
  const more = $(".cite", f);
  if (!more) continue;
  more.onclick = () => more.children[2] || more.append(...Object.keys(ways).map(name => {
    const button = make("button", name, {type: "button"});
    button.onclick = () => {
      const text = ways[name](f.id, flat($("h3", f)), $$(":not(.lost) > .m, .reason", $(".support", f)).map(flat).join("; ").replace(/\.$/, ""), document.title, $("pre", more).textContent);
      navigator.clipboard?.writeText(text).then(() => {
        button.textContent = W.copied;
        setTimeout(() => button.textContent = name, 1200);
      }, () => prompt(name, text));
    };
    return button;
  }));
}
