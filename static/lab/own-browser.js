// <own-browser>: asks a view of the site a few times at once, and shows what this browser measured beside what the server says.
import { partsOf, rowsOf, wordsOf } from "./resource-parts.js";
import { duration } from "./scales.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 600;
const ROW = 22;
const LEFT = 26;
const HEAD = ["Request", "Stalled", "Waiting", "First byte after", "Server: wait", "Server: view"];

const shape = (tag, attributes, text = "") => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
};

customElements.define(
  "own-browser",
  class extends HTMLElement {
    connectedCallback() {
      this.words = this.querySelector("[data-part=words]");
      this.result = this.querySelector("[data-part=result]");
      this.buttons = [...this.querySelectorAll("button[data-kind]")];
      for (const button of this.buttons) button.addEventListener("click", () => this.ask(button.dataset.kind, Number(button.dataset.count)));
    }

    async ask(kind, count) {
      if (this.asking) return;
      this.asking = true;
      for (const button of this.buttons) button.setAttribute("aria-disabled", "true");
      this.words.textContent = `Asking the ${kind} view ${count === 1 ? "once" : `${count} times at once`}.`;
      const marker = `${performance.now().toFixed(0)}-`;
      const answers = await Promise.all(
        Array.from({ length: count }, async (_, i) => {
          const address = new URL(`${this.dataset[kind]}?${marker}${i}`, location.href).href;
          try {
            const response = await fetch(address, { cache: "no-store" });
            const body = await response.json();
            return { address, ok: response.ok, why: body.refused ?? "" };
          } catch {
            return { address, ok: false, why: "the connection failed." };
          }
        }),
      );
      await this.told(answers.filter(({ ok }) => ok));
      const found = answers.filter(({ ok }) => ok).flatMap(({ address }) => performance.getEntriesByName(address).slice(-1)).map(partsOf);
      const refused = answers.filter(({ ok }) => !ok);
      performance.clearResourceTimings();
      this.words.textContent = wordsOf(kind, found, refused.length, refused[0]?.why ?? "");
      this.result.replaceChildren(...(found.length ? [this.picture(kind, found), this.table(kind, found)] : []));
      this.asking = false;
      for (const button of this.buttons) button.removeAttribute("aria-disabled");
    }

    // An entry may come a moment after its answer.
    async told(answers) {
      for (let tries = 0; tries < 20 && answers.some(({ address }) => !performance.getEntriesByName(address).length); tries++) await new Promise((done) => setTimeout(done, 25));
    }

    picture(kind, found) {
      const from = Math.min(...found.map(({ start }) => start));
      const until = Math.max(...found.map(({ end }) => end));
      const span = Math.max(until - from, Number(this.dataset.wait));
      const height = found.length * ROW + 26;
      const x = (at) => LEFT + ((at - from) / span) * (WIDTH - LEFT - 4);
      const svg = shape("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", class: "waterfall", "aria-label": `Waterfall. ${this.words.textContent}` });
      const hatch = shape("pattern", { id: "own-hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse" });
      hatch.append(shape("path", { class: "own-hatch", d: "M-1 6L6 -1M-1 1L1 -1M4 6L6 4" }));
      svg.append(hatch);
      const step = span > 900 ? 300 : 100;
      for (let at = 0; at <= span; at += step) {
        svg.append(shape("path", { class: "grid", d: `M${x(from + at)} 0V${height - 22}` }), shape("text", { x: x(from + at), y: height - 8, "text-anchor": at ? "middle" : "start" }, duration(at)));
      }
      found.forEach(({ parts }, row) => {
        svg.append(shape("text", { x: LEFT - 8, y: row * ROW + 15, "text-anchor": "end" }, row + 1));
        for (const { part, from: start, to } of parts) {
          if (to - start < 0.05) continue;
          svg.append(shape("rect", { class: `part part-${part}`, ...(part === "waiting" ? { fill: "url(#own-hatch)" } : {}), x: x(start), y: row * ROW + 3, width: Math.max(1, x(to) - x(start)), height: ROW - 7 }));
        }
      });
      return svg;
    }

    table(kind, found) {
      const table = document.createElement("table");
      table.className = "figures";
      table.createCaption().textContent = `The ${kind} view: what this browser measured, and what the server said`;
      const head = table.createTHead().insertRow();
      for (const name of HEAD) head.append(Object.assign(document.createElement("th"), { textContent: name, scope: "col" }));
      const body = table.createTBody();
      for (const [number, ...cells] of rowsOf(found)) {
        const row = body.insertRow();
        row.append(Object.assign(document.createElement("th"), { textContent: number, scope: "row", className: "num" }));
        for (const cell of cells) Object.assign(row.insertCell(), { textContent: cell, className: "num" });
      }
      const scroll = Object.assign(document.createElement("div"), { className: "table-scroll", tabIndex: 0 });
      scroll.setAttribute("role", "region");
      scroll.setAttribute("aria-label", "Requests as a table");
      scroll.append(table);
      return scroll;
    }
  },
);
