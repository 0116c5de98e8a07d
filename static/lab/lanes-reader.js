// Choosing one request of a panel by pointer, finger or keyboard, and telling its story below the lanes.
import { barsOf, neighbour, placeAt, requestAt, storyOf, storyWords } from "./lanes-story.js";
import { duration } from "./scales.js";

const HINT = "Point at a bar, tap it, or use the arrow keys here: one request tells its story.";
const KEYS = { ArrowRight: "next", ArrowLeft: "previous", ArrowUp: "up", ArrowDown: "down" };
// On a phone time runs downwards, and rows stand side by side.
const TURNED = { ArrowDown: "next", ArrowUp: "previous", ArrowLeft: "up", ArrowRight: "down" };

const make = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });

export class Reader {
  // `scene()` -> {table, now, band, window, gutter, width, down} of the picture as it stands, or null; `changed()` has it painted.
  constructor(info, view, canvas, scene, changed) {
    view.tabIndex = 0;
    view.setAttribute("role", "group");
    view.setAttribute("aria-label", `${info.label}: requests; the arrow keys choose one, Escape lets it go`);
    view.classList.add("is-readable");
    Object.assign(this, { view, canvas, scene, changed, chosen: -1, pinned: false });
    this.panel = make("div", "lane-story");
    this.title = make("p", "story-title num", HINT);
    this.steps = make("ol", "story-steps num");
    this.said = make("p", "visually-hidden");
    this.said.setAttribute("aria-live", "polite");
    this.panel.append(this.title, this.steps, this.said);
    canvas.addEventListener("pointermove", (event) => event.pointerType === "mouse" && !this.pinned && this.choose(this.under(event)));
    canvas.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && !this.pinned && this.choose(-1));
    canvas.addEventListener("click", (event) => {
      const found = this.under(event);
      this.pinned = found >= 0 && !(this.pinned && found === this.chosen);
      this.choose(found);
    });
    view.addEventListener("keydown", (event) => this.key(event));
  }

  under(event) {
    const scene = this.scene();
    if (!scene?.table) return -1;
    const [along, across] = scene.down ? [event.offsetY, event.offsetX] : [event.offsetX, event.offsetY];
    const place = placeAt({ ...scene, along, across });
    const slack = (3 * (scene.window.to - scene.window.from)) / scene.width;
    return place ? requestAt(scene.table, place, scene.now, slack) : -1;
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const scene = this.scene();
    if (event.key === "Escape") {
      if (this.chosen < 0) return;
      this.pinned = false;
      this.choose(-1);
    } else {
      const direction = (scene?.down ? TURNED : KEYS)[event.key];
      if (!direction || !scene?.table?.count) return;
      const next = this.chosen < 0 ? this.first(scene) : neighbour(scene.table, this.chosen, direction, scene.now);
      if (next >= 0) {
        this.pinned = true;
        this.choose(next);
        this.said.textContent = storyWords(storyOf(scene.table, next, scene.now));
      }
    }
    event.preventDefault();
  }

  // The first request that was sent within the window shown.
  first({ table, window, now }) {
    return table.ordered.find((i) => table.sent[i] >= window.from && table.sent[i] <= now) ?? -1;
  }

  choose(i) {
    if (i === this.chosen) return;
    this.chosen = i;
    if (i < 0) this.said.textContent = "";
    this.tell();
    this.changed();
  }

  // Of a new run nothing is chosen yet.
  forget() {
    this.chosen = -1;
    this.pinned = false;
    this.tell();
  }

  tell() {
    const scene = this.chosen < 0 ? null : this.scene();
    if (!scene?.table) {
      this.title.textContent = HINT;
      this.steps.replaceChildren();
      delete this.panel.dataset.request;
      return;
    }
    const story = storyOf(scene.table, this.chosen, scene.now);
    this.panel.dataset.request = scene.table.id[this.chosen];
    this.title.replaceChildren(make("b", "", story.title), ` ${story.more}`);
    this.steps.replaceChildren(
      ...story.steps.map(({ state, what, lasted, open }) => {
        const step = make("li", "");
        step.append(make("span", `mark-${state}`), `${what} ${duration(lasted)}${open ? " so far" : ""}`);
        return step;
      }),
      ...(story.failed ? [make("li", "story-failed", story.failed)] : []),
    );
  }

  // The chosen request's bars in px of the plot, to be outlined: [{part, row, x0, x1}].
  bars() {
    const scene = this.chosen < 0 ? null : this.scene();
    if (!scene?.table) return [];
    const { from, to } = scene.window;
    const x = (at) => (Math.min(Math.max(at, from), to) - from) * (scene.width / (to - from));
    return barsOf(scene.table, this.chosen, scene.now)
      .filter((bar) => bar.to >= from && bar.from <= to)
      .map((bar) => ({ part: bar.part, row: bar.row, x0: x(bar.from), x1: x(bar.to) }));
  }
}
