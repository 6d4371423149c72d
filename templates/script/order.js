// The summary of findings in another order than the review's: by how much is cited for each now.
const order = $("#_sort"), rows = $$(".sof tbody tr");
const rank = tr => {
  const {n, left = n} = $("[data-n]", tr).dataset;
  return -left;
};
function sort() {
  const way = {most: 1, least: -1}[order.value];
  $(".sof tbody")?.replaceChildren(...way ? rows.filter(tr => !tr.className).sort((a, b) => way * (rank(a) - rank(b))) : rows);
}
order.parentNode.hidden = false;
order.onchange = () => {
  sort();
  keep({_sort: order.value});
};
