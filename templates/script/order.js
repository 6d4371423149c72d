// The summary of findings in another order than the review's: by what supports each now.
const order = $("#_sort"), rows = $$(".sof tbody tr"), ladder = $$("#key .m").map(m => m.className);
const rank = tr => {
  const m = $(".lost .m", tr) || $("[data-of] .m", tr);
  return ladder.indexOf(m.className) - (parseInt(m.textContent) || 0) / 1e4;
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
