// The evidence map, counted without what is left out; and one of any two axes.
function fill(table) {
  const {rows = "_element", axis} = table.dataset, columns = list(table.dataset.values), counts = {};
  facts().forEach((f, i) => {
    if (!out.has(i)) for (const r of ["", ...f[rows]]) for (const c of ["", ...f[axis]]) {
      const n = counts[r + "," + c] ||= [0, 0];
      n[0]++;
      n[1] += f._standing[0] === "own";
    }
  });
  const most = Math.max(...Object.keys(counts).map(k => /.,./.test(k) ? counts[k][0] : 1));
  for (const tr of [...table.rows].slice(1)) {
    const head = $("th a", tr), row = head ? idOf(head) : tr.dataset.row || "";
    [...tr.cells].slice(1).forEach((td, i) => {
      const [n, own] = counts[row + "," + (columns[i] || "")] || [0, 0], a = $("a", td);
      if (td.className === "num") td.textContent = n;
      if (!a) return;
      a.replaceChildren(n, ...own ? [" ", make("small", say(W.own, {n: own}))] : []);
      a.href = "?" + new URLSearchParams({[axis]: columns[i], [rows]: row}) + "#_find";
      a.hidden = !n;
      const across = nameOf(options[axis].find(o => o.value === columns[i]));
      a.setAttribute("aria-label", [a.textContent, (head || tr.cells[0]).textContent, across].join(", "));
      td.className = n ? "w" + (1 + Math.min(3, 3 * n / most | 0)) : "";
      $("i", td)?.remove();
      if (!n && !/(^|,)_[^e]/.test(rows + "," + axis)) td.append(make("i", W.gap));
    });
  }
}
const free = $("#_map"), axes = free ? $$("select", free) : [];
function drawMap() {
  const [rows, axis] = axes.map(s => s.value), columns = options[axis];
  const table = make("table", "", {className: columns.length > 12 ? "map many" : "map"});
  Object.assign(table.dataset, {rows, axis, values: columns.map(o => o.value).join(" ")});
  const [across, down] = axes.map(s => s.selectedOptions[0].text);
  table.createCaption().textContent = across + " × " + down;
  const heads = [across, ...columns.map(nameOf), W.total];
  table.createTHead().insertRow().append(...heads.map(text => make("th", text, {scope: "col"})));
  const body = table.createTBody();
  for (const o of [...options[rows], null]) {
    const tr = (o ? body : table.createTFoot()).insertRow();
    tr.dataset.row = o ? o.value : "";
    tr.append(make("th", o ? nameOf(o) : W.total, {scope: "row"}));
    for (const c of [...columns, null]) o && c ? tr.insertCell().append(make("a")) : tr.insertCell().className = "num";
  }
  fill(table);
  $(".scroll", free).replaceChildren(table);
  free.hidden = false;
  axes.forEach((s, i) => [...s.options].forEach(o => o.disabled = o.value === axes[1 - i].value));
}
for (const s of axes) s.onchange = () => {
  drawMap();
  keep({[s.name]: s.value});
};
addEventListener("click", e => {
  const a = e.target.closest(".map td a");
  if (!a?.search || held(e) || e.shiftKey) return;
  e.preventDefault();
  followed(a);
  depth++;
  history.pushState({depth}, "", "#_find");
  ask(new URLSearchParams(a.search));
  filter();
  state();
  reveal(panel);
  $("a", found)?.focus({preventScroll: true});
});
