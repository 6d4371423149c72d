// A button beside each thing that a reader copies: the review and its findings
// as text, BibTeX, CSL-JSON or RIS, and the link to them.
// What leaves the page does not tell where on this machine it lay.
const local = location.protocol === "file:";
const here = id => location.href.split(/[?#]/)[0] + "#" + id;
const place = id => local ? "#" + id : here(id);
const flat = node => node ? node.textContent.replace(/\s+/g, " ").trim() : "";

for (const text of $$(".copies pre")) {
  const name = `${W.copy} ${text.parentNode.previousElementSibling.textContent}`;
  const button = make("button", name, {type: "button"});
  button.onclick = () => {
    const done = () => {
      button.textContent = W.copied;
      setTimeout(() => button.textContent = name, 1200);
    };
    navigator.clipboard?.writeText(text.textContent).then(done, () => prompt(name, text.textContent));
  };
  text.after(button);
}
