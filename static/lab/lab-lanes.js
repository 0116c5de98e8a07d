// <lab-lanes>: what every worker, loop and request of a run does, a canvas a variant. An element around it gives it a model
// (`show`) and the moment to draw (`draw`); a run's page also `Reader`, `Over` and `turns` (lanes-reader, -faults, -turns).
import { bands, blockedSpans, createPicture, layOut, rowSteps, timeWindow, windowSpan } from "./lanes-layout.js";
import { ACROSS, DOWN, createPaint, paintScene } from "./lanes-paint.js";
import { onPalette, readPalette } from "./palette.js";
import { hasLoop, hasPool, workerName, workerNames } from "./kinds.js";
import { endOf, numbersAt } from "./run-model.js";
import { number } from "./scales.js";
import { pictureLabel, stateLine, tableRows } from "./words.js";

// On a phone time runs downwards: lanes.css sets the panels side by side at the same width.
const phone = matchMedia("(max-width: 480px)");

const make = (tag, className, text = "") => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
};

class Panel {
  constructor(info, index, Reader, changed) {
    this.info = info;
    this.picture = createPicture();
    this.root = make("section", "lane-panel");
    this.root.dataset.variant = info.name;
    this.root.setAttribute("aria-label", info.label);
    const title = make("h2", "lane-title");
    title.append(make("span", `variant-line variant-${"abc"[index] ?? "c"}`), info.label);
    this.rate = make("span", "num lane-rate-value", "–");
    const rate = make("p", "lane-rate");
    rate.append(this.rate, make("span", "lane-rate-unit", "per second"));
    const head = make("div", "lane-head");
    const names = make("div");
    names.append(title, make("p", "lane-server", info.server ?? ""));
    head.append(names, rate);
    this.line = make("p", "num lane-state", "Not started");
    this.canvas = make("canvas", "lane-canvas");
    this.canvas.setAttribute("role", "img");
    this.context = this.canvas.getContext("2d");
    this.scene = null; // the picture as it was last painted
    this.view = make("div", "lane-view");
    this.view.append(this.canvas);
    if (Reader) this.reader = new Reader(info, this.view, this.canvas, () => this.scene, changed);
    const details = make("details", "lane-numbers");
    const table = make("table");
    const caption = make("caption", "visually-hidden", `${info.label}, at the moment shown`);
    this.cells = tableRows(null).map(([what, value]) => {
      const row = table.insertRow();
      const head = make("th", "", what);
      head.scope = "row";
      const cell = make("td", "num", value);
      row.append(head, cell);
      return cell;
    });
    table.prepend(caption);
    details.append(make("summary", "", "The same in numbers"), table);
    this.root.append(head, this.line, this.view, ...(this.reader ? [this.reader.panel] : []), details);
  }

  // `turn`: what stands in place of the state while others have their turn.
  say(numbers, turn) {
    const set = (element, text) => element.textContent !== text && (element.textContent = text);
    set(this.rate, number(numbers?.throughput));
    set(this.line, turn ?? stateLine(this.info, numbers));
    const label = turn ? `${this.info.label}: ${turn}.` : pictureLabel(this.info, numbers);
    if (this.canvas.getAttribute("aria-label") !== label) this.canvas.setAttribute("aria-label", label);
    this.reader?.tell();
    tableRows(numbers).forEach(([, value], row) => set(this.cells[row], value));
    Object.assign(this.root.dataset, {
      busy: numbers?.busy ?? 0,
      inFlight: numbers?.inFlight ?? 0,
      queued: numbers?.queued ?? 0,
      completed: numbers?.completed ?? 0,
    });
  }
}

customElements.define(
  "lab-lanes",
  class extends HTMLElement {
    connectedCallback() {
      this.replaceChildren();
      this.panels = [];
      this.visible = true;
      this.saidAt = -Infinity;
      this.zoom = 1; // how many times less time is shown than fits
      this.sizes = new ResizeObserver(() => this.again());
      this.sight = new IntersectionObserver(([entry]) => {
        this.visible = entry.isIntersecting;
        if (this.visible) this.again();
      });
      this.sight.observe(this);
      this.stopPalette = onPalette(() => {
        this.paints = null;
        this.again();
      });
      if (this.model) this.show(this.model);
    }

    disconnectedCallback() {
      this.sizes.disconnect();
      this.sight.disconnect();
      this.stopPalette();
    }

    // A model that has its run line. Shown anew when called again with another one.
    show(model) {
      this.model = model;
      const variants = model.state.run?.variants ?? [];
      this.sizes.disconnect();
      this.panels = variants.map((info, index) => new Panel(info, index, this.Reader, () => this.again()));
      this.replaceChildren(...this.panels.map((panel) => panel.root));
      for (const panel of this.panels) this.sizes.observe(panel.canvas);
    }

    isolate(state) {
      this.isolated = state;
      this.again();
    }

    enlarge(times) {
      this.zoom = times;
      this.again();
    }

    again() {
      if (this.last) this.draw(...this.last);
    }

    // now: ms of the run. whole: show all of it, as a finished picture. force: say the numbers even if just said.
    draw(now, { whole = false } = {}) {
      this.last = [now, { whole }];
      if (!this.model?.state.run) return;
      const clock = performance.now();
      if (whole || clock - this.saidAt > 200) {
        this.saidAt = clock;
        for (const panel of this.panels) this.tell(panel, now, whole);
      }
      if (!this.visible) return;
      this.palette = this.paints ? this.palette : readPalette(this);
      this.paints ??= new Map();
      const rows = this.rows();
      for (const panel of this.panels) this.paint(panel, now, whole, rows);
    }

    tell(panel, now, whole) {
      const { state, requests } = this.model;
      const numbers = numbersAt(this.model, panel.info.name, now);
      if (numbers && this.Over) numbers.busy += this.Over.lost(requests[panel.info.name], now);
      panel.say(numbers, this.turns?.turnLine(state.run, panel.info, now, whole, numbers));
    }

    // All panels hold the same number of rows, so that fifty look like half of a hundred in each.
    rows() {
      const { config } = this.model.state.run;
      const needed = Math.max(0, ...Object.values(this.model.requests).map((requests) => requests.rows));
      return rowSteps(needed, config.model === "closed" ? Math.min(config.clients ?? 0, 500) : 0);
    }

    paint(panel, now, whole, rows) {
      const { state, requests } = this.model;
      const { canvas, info } = panel;
      if (!canvas.clientWidth || !canvas.clientHeight) return;
      const ratio = window.devicePixelRatio || 1;
      const pixels = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
      if (canvas.width !== pixels[0] || canvas.height !== pixels[1]) [canvas.width, canvas.height] = pixels;
      let paint = this.paints.get(panel);
      if (!paint || paint.ratio !== ratio) this.paints.set(panel, (paint = createPaint(panel.context, this.palette, ratio)));
      const down = phone.matches;
      const room = down ? DOWN : ACROSS;
      const [width, height] = down ? [canvas.clientHeight, canvas.clientWidth] : [canvas.clientWidth, canvas.clientHeight];
      const end = endOf(this.model);
      const turns = this.turns?.turnsOf(state.run, info.name) ?? [{ start: 0, from: state.run.measured.from_ms, to: Infinity }];
      const view = this.turns?.ownView(state.run, turns, whole, this.zoom) ?? timeWindow(now, (whole ? end : windowSpan(state.run.config, end)) / this.zoom);
      const loop = hasLoop(info);
      const even = info.concurrency !== "loop";
      const band = bands({ height: height - room.axis, workers: hasPool(info) ? info.workers : 0, loop, rows, even, ratio, slots: this.Over?.slotsShown(state.run.config) });
      const frame = { ...view, now, width: width - room.gutter };
      const table = requests[info.name];
      if (table) layOut(panel.picture, table, { ...frame, loop, held: info.concurrency === "blocked-loop" });
      const over = this.Over && (paint.over ??= new this.Over(this, ratio));
      if (table) over?.lay(table, frame, state.run.config, info);
      panel.scene = { table, now, band, window: view, gutter: room.gutter, width: frame.width, down };
      paintScene(paint, {
        ...room,
        width,
        height,
        down,
        band,
        picture: panel.picture,
        blocked: loop ? blockedSpans(state.variants[info.name]?.blocked, frame) : [],
        window: view,
        now,
        names: laneNames(info),
        over,
        turns,
        isolated: this.isolated,
        chosen: panel.reader?.bars(),
        moving: !whole,
      });
    }
  },
);

function laneNames(info) {
  if (info.concurrency === "executor") return { lane: (i) => `thread ${i + 1}`, lanes: "executor", area: "executor\nqueue" };
  if (hasPool(info)) return { lane: (i) => `${workerName(info)} ${i + 1}`, lanes: workerNames(info), area: "accept\nqueue" };
  if (hasLoop(info)) return { lane: () => "loop", lanes: info.concurrency === "loops" ? "loops" : "loop", area: "requests" };
  return { lane: () => "", lanes: "", area: "requests" };
}
