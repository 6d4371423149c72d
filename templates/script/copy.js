// A button beside each thing that a reader copies: the review and its findings
// as text, BibTeX, CSL-JSON or RIS, and the link to them.
// What leaves the page does not tell where on this machine it lay.
const local = location.protocol === "file:";
const here = id => location.href.split(/[?#]/)[0] + (id && "#" + id);
const place = id => local ? "#" + id : here(id);
const flat = node => node ? node.textContent.replace(/\s+/g, " ").trim() : "";

// of a page of the web the link is its address; of a file it is the name, and the file must go along
// by the name that the file has now
const file = location.pathname.split("/").pop();
const built = link => link.textContent.split("#")[0];
const copyOf = text => {
  const link = $(".here", text.closest(".cite"));
  if (!link) return text.textContent;
  if (local) return text.textContent.replaceAll(built(link), file);
  return text === link ? here(text.textContent.split("#")[1] || "") : text.textContent;
};

function copier(text, name) {
  const button = make("button", name, {type: "button"}), told = make("span", "", {className: "by", role: "status"});
  button.onclick = () => {
    const done = () => {
      button.textContent = W.copied;
      setTimeout(() => button.textContent = name, 1200);
      if (local && text.matches(".here")) told.textContent = W.needs;
    };
    navigator.clipboard?.writeText(copyOf(text)).then(done, () => prompt(name, copyOf(text)));
  };
  return [button, " ", told, " "];
}
for (const text of $$(".copies pre")) {
  text.after(...copier(text, `${W.copy} ${text.parentNode.previousElementSibling.textContent}`));
}
// the two that most readers want are copied without opening anything
for (const cite of $$(".cite")) {
  const [text, link] = $$("pre", cite), line = make("p", "", {className: "quick"});
  line.append(...copier(text, W.copyText), ...copier(link, W.copyLink));
  cite.before(line);
}
