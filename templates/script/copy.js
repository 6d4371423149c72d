// A permanent link to a finding, and its citation as text, BibTeX and CSL-JSON.
// What leaves the page does not tell where on this machine it lay.
const here = id => location.href.split(/[?#]/)[0] + "#" + id;
const local = location.protocol === "file:";
const place = id => local ? "#" + id : here(id);
const flat = node => node ? node.textContent.replace(/\s+/g, " ").trim() : "";
const signs = {"\\": "backslash", "~": "asciitilde", "^": "asciicircum"};
const tex = text => text.replace(/[\\~^{}%&#$_]/g, c => signs[c] ? `\\text${signs[c]}{}` : "\\" + c);
const edition = `sha256 ${W.hash.slice(0, 12)}, Evidence ${W.version}`;
const ways = {
  [W.link]: here,
  [W.text]: (id, title, note, book) => `“${title}” (${note}). ${book}, ${id}, ${edition}. ${place(id)}`,
  BibTeX: (id, title, note, book) => `@incollection{${id},\n  title = {{${tex(title)}}},\n  booktitle = {{${tex(book)}}},\n  note = {{${tex(`${note}; ${edition}`)}}}${local ? "" : `,\n  url = {${here(id)}}`}\n}\n`,
  "CSL-JSON": (id, title, note, book) => JSON.stringify([{id, type: "chapter", title, "container-title": book, note, version: edition, URL: local ? undefined : here(id)}], null, 1),
};
for (const f of findings) {
  const more = make("details", "", {className: "cite"});
  more.append(make("summary", W.cite));
  more.onclick = () => more.children[1] || more.append(...Object.keys(ways).map(name => {
    const button = make("button", name, {type: "button"});
    button.onclick = () => {
      const text = ways[name](f.id, flat($("h3", f)), $$(":not(.lost) > .m", $(".support", f)).map(flat).join(", "), document.title);
      navigator.clipboard?.writeText(text).then(() => {
        button.textContent = W.copied;
        setTimeout(() => button.textContent = name, 1200);
      }, () => prompt(name, text));
    };
    return button;
  }));
  $("footer", f).append(more);
}
