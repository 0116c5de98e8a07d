// [ and ] and the left and right arrows turn to the mode before and after.
import { turn } from "./turning.js";

addEventListener("keydown", (event) => {
  const way = turn(event);
  const link = way && document.querySelector(`.page-turn a[rel="${way}"]`);
  if (link) location.assign(link.href);
});
