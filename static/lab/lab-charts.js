// <lab-charts>: throughput, in flight and response time over the run, all variants in one chart each, on one time axis.
// uPlot is on the page already: its minified file is a classic script, less than half of its module.
// Like <lab-lanes> it is given a model (`show`) and a moment (`draw`).
import { chartColumns, largest } from "./chart-data.js";
import { onPalette, readPalette } from "./palette.js";
import { endOf, numbersAt } from "./run-model.js";
import { ceiling, duration, number } from "./scales.js";

const DASHES = [[], [7, 4], [2, 3]]; // a dash each beside the hue each
const FEW = 1000; // answers below which a p99 rests on fewer than ten of them

const CHARTS = [
  { id: "throughput", title: "Answers a second", metrics: ["throughput"], say: number, tick: number },
  { id: "in-flight", title: "Requests in flight", metrics: ["in_flight"], say: number, tick: number },
  { id: "response", title: "Response time", metrics: ["p50", "p99"], say: duration, tick: (v) => (v === 0 ? "0" : duration(v)) },
];
const LABELS = { throughput: "answers a second", in_flight: "in flight", p50: "p50", p99: "p99" };
const KEYS = { throughput: "throughput", in_flight: "inFlight", p50: "p50", p99: "p99" };

customElements.define(
  "lab-charts",
  class extends HTMLElement {
    connectedCallback() {
      this.replaceChildren();
      this.figures = [];
      this.visible = true;
      this.drawnAt = -Infinity;
      this.sight = new IntersectionObserver(([entry]) => {
        this.visible = entry.isIntersecting;
        if (this.visible) this.again();
      }, { rootMargin: "200px" });
      this.sight.observe(this);
      this.sizes = new ResizeObserver(() => this.resize());
      this.stopPalette = onPalette(() => this.show(this.model));
      if (this.model) this.show(this.model);
    }

    disconnectedCallback() {
      this.sight.disconnect();
      this.sizes.disconnect();
      this.stopPalette();
      this.clear();
    }

    clear() {
      this.sizes?.disconnect();
      for (const { plot } of this.figures ?? []) plot.destroy();
      this.figures = [];
    }

    show(model) {
      this.model = model;
      if (!model?.state.run) return;
      this.clear();
      this.replaceChildren();
      this.palette = readPalette(this);
      this.colours = ["variant-a", "variant-b", "variant-c"].map((token) => this.palette[token]);
      this.figures = CHARTS.map((chart) => this.figure(chart));
      for (const { holder } of this.figures) this.sizes.observe(holder);
      this.again();
    }

    figure(chart) {
      const root = document.createElement("figure");
      root.className = "chart";
      root.dataset.chart = chart.id;
      root.innerHTML =
        '<figcaption><span class="chart-title"></span><span class="chart-keys"></span></figcaption><div class="chart-plot" role="img"></div>' +
        '<p class="chart-summary"></p><details class="chart-numbers"><summary>As a table</summary><div class="table-scroll" tabindex="0" role="region"></div></details>';
      root.querySelector(".chart-title").textContent = chart.title;
      root.querySelector(".table-scroll").setAttribute("aria-label", `${chart.title} as a table`);
      const details = root.querySelector("details");
      details.addEventListener("toggle", () => this.again());
      this.append(root);
      const holder = root.querySelector(".chart-plot");
      const plot = new globalThis.uPlot(this.options(chart, holder), [[0], ...chart.metrics.flatMap(() => this.variants().map(() => [null]))], holder);
      holder.setAttribute("aria-label", `${chart.title} over time: nothing yet.`);
      const figure = { chart, root, holder, plot, details, summary: root.querySelector(".chart-summary") };
      this.keys(figure);
      return figure;
    }

    variants() {
      return this.model.state.run.variants;
    }

    // What the lines are, in the figure's head: a line sample a percentile, since the variants are named above the lanes.
    keys({ chart, root }) {
      const keys = root.querySelector(".chart-keys");
      for (const [i, { name }] of this.variants().entries()) {
        const key = document.createElement("span");
        const line = document.createElement("span");
        line.className = `variant-line variant-${"abc"[i]}`;
        key.append(line, name);
        keys.append(key);
      }
      if (chart.metrics.length > 1) keys.append(Object.assign(document.createElement("span"), { textContent: "p50 strong, p99 thin" }));
    }

    options(chart, holder) {
      const { palette } = this;
      const font = `11px ${palette.font}`;
      const axis = { stroke: palette["ink-2"], font, grid: { stroke: palette.rule, width: 1 }, ticks: { show: false } };
      const series = [{ value: (_, v) => `${v} s` }];
      for (const metric of chart.metrics) {
        for (const [i, { name }] of this.variants().entries()) {
          const thin = metric === "p99";
          series.push({
            label: `${name} ${LABELS[metric]}`,
            width: thin ? 1 : 2,
            dash: DASHES[i],
            stroke: () => (thin && this.few(name) ? palette.control : this.colours[i]),
            points: { show: false },
            spanGaps: false,
          });
        }
      }
      return {
        width: Math.max(200, holder.clientWidth),
        height: Math.max(120, holder.clientHeight),
        padding: [8, 10, 0, 0],
        legend: { show: false },
        cursor: { sync: { key: "lab" }, points: { size: 6 }, drag: { x: false, y: false }, y: false },
        scales: {
          x: { time: false, range: () => [0, endOf(this.model) / 1000] },
          y: { range: () => [0, ceiling(largest(this.model, chart.metrics))] },
        },
        axes: [
          { ...axis, size: 28, gap: 9, space: 50, grid: { show: false }, values: (_, at) => at.map((v, i) => (i === 0 ? `${v} s` : String(v))) },
          { ...axis, size: 52, gap: 6, space: 34, values: (_, at) => at.map(chart.tick) },
        ],
        series,
      };
    }

    few(name) {
      return (this.model.state.variants[name]?.ticks.completed.at(-1) ?? 0) < FEW;
    }

    resize() {
      for (const { plot, holder } of this.figures) {
        if (holder.clientWidth !== plot.width) plot.setSize({ width: holder.clientWidth, height: holder.clientHeight });
      }
    }

    again() {
      this.drawnAt = -Infinity;
      if (this.last) this.draw(...this.last);
    }

    draw(now, { whole = false } = {}) {
      this.last = [now, { whole }];
      const clock = performance.now();
      // 20 a second: as often as the engine reports. Drawing more often would show nothing new.
      if (!this.figures.length || (!whole && clock - this.drawnAt < 48)) return;
      this.drawnAt = clock;
      for (const figure of this.figures) {
        if (this.visible || whole) figure.plot.setData(chartColumns(this.model, figure.chart.metrics, now));
        if (whole || clock - (figure.saidAt ?? 0) > 1000) {
          figure.saidAt = clock;
          this.say(figure, now);
        }
      }
    }

    say({ chart, holder, summary, details }, now) {
      const parts = this.variants().map(({ name }) => {
        const at = numbersAt(this.model, name, now);
        const values = chart.metrics.map((metric) => `${chart.metrics.length > 1 ? `${LABELS[metric]} ` : ""}${chart.say(at?.[KEYS[metric]])}`);
        return `${name} ${values.join(", ")}`;
      });
      const grey = chart.metrics.includes("p99") ? this.variants().filter(({ name }) => this.few(name)).map(({ name }) => name) : [];
      const note = grey.length ? ` p99 of ${grey.join(" and ")} is grey: fewer than 1,000 answers.` : "";
      summary.textContent = `At ${number(now / 1000)} s: ${parts.join("; ")}.${note}`;
      holder.setAttribute("aria-label", `${chart.title} over time. ${summary.textContent}`);
      if (details.open) this.table(chart, details, now);
    }

    // One row a second is enough to read; the whole columns are in the run's file.
    table(chart, details, now) {
      const [seconds, ...columns] = chartColumns(this.model, chart.metrics, now);
      const table = document.createElement("table");
      table.createCaption().textContent = `${chart.title}, once a second`;
      const head = table.createTHead().insertRow();
      const names = ["Second", ...chart.metrics.flatMap((metric) => this.variants().map(({ name }) => (chart.metrics.length > 1 ? `${name} ${LABELS[metric]}` : name)))];
      for (const name of names) head.append(Object.assign(document.createElement("th"), { textContent: name, scope: "col" }));
      const body = table.createTBody();
      let next = 1;
      seconds.forEach((second, i) => {
        if (second + 1e-6 < next) return;
        next = Math.floor(second + 1e-6) + 1;
        const row = body.insertRow();
        row.append(Object.assign(document.createElement("th"), { textContent: number(second), scope: "row", className: "num" }));
        for (const column of columns) Object.assign(row.insertCell(), { textContent: chart.say(column[i]), className: "num" });
      });
      details.querySelector(".table-scroll").replaceChildren(table);
    }
  },
);
