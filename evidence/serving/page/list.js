// The page of all texts.
import { refreshAsked } from "./asked.js";
import { listen, refreshList } from "./listing.js";

const events = listen("files", () => {
  refreshList();
  refreshAsked();
});
events.addEventListener("open", refreshList); // what was told before this page listened
addEventListener("focus", refreshList); // a text may have been put into its folder
let waiting = 0;
events.addEventListener("shares", () => {
  clearTimeout(waiting);
  waiting = setTimeout(refreshList, 300);
});
