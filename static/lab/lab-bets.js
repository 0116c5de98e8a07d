// <lab-bets>: the bets of all who watch. Told what they are (`show`), it draws bars, says it in words and lays out a table.
import { axis, bars, FLOOR, HEIGHT, place, WIDTH, words } from "./bet-bars.js";
import { number } from "./scales.js";

const SVG = "http://www.w3.org/2000/svg";
const shape = (tag, attributes, text = "") => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
};

customElements.define(
  "lab-bets",
  class extends HTMLElement {
    connectedCallback() {
      this.replaceChildren();
      this.hidden = true;
    }

    // bets: {n, median, low, high, bins}; measured: the ratio of a run that is over, or null.
    show(bets, measured = null) {
      const key = JSON.stringify([bets, measured]);
      if (!bets?.bins || key === this.shown) return;
      this.shown = key;
      this.hidden = false;
      const said = words(bets, measured);
      const figure = Object.assign(document.createElement("figure"), { className: "bets" });
      figure.append(Object.assign(document.createElement("figcaption"), { textContent: "What everybody bets" }), this.picture(bets, measured, said));
      figure.append(Object.assign(document.createElement("p"), { className: "chart-summary", textContent: said }), this.table(bets));
      this.replaceChildren(figure);
    }

    picture(bets, measured, said) {
      const svg = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `Bets: ${said}` });
      for (const { x, words: label } of axis()) {
        svg.append(shape("path", { class: "grid", d: `M${x} 0V${FLOOR}` }));
        const anchor = x < 10 ? "start" : x > WIDTH - 10 ? "end" : "middle";
        svg.append(shape("text", { x, y: FLOOR + 16, "text-anchor": anchor }, label));
      }
      for (const { x, y, width, height, count } of bars(bets)) {
        if (!count) continue;
        svg.append(shape("rect", { class: "bets-bar", x, y, width, height }));
        svg.append(shape("text", { class: "bets-count", x: x + width / 2, y: y - 3, "text-anchor": "middle" }, count));
      }
      if (measured) {
        const x = place(measured);
        svg.append(shape("path", { class: "bets-measured", d: `M${x} 0V${FLOOR}` }));
        svg.append(shape("circle", { class: "bets-point", cx: x, cy: FLOOR, r: 5 }));
      }
      return svg;
    }

    table(bets) {
      const details = Object.assign(document.createElement("details"), { className: "chart-numbers", open: this.querySelector("details")?.open ?? false });
      const table = document.createElement("table");
      table.createCaption().textContent = "Bets by size";
      const head = table.createTHead().insertRow();
      for (const name of ["Times as many", "Bets"]) head.append(Object.assign(document.createElement("th"), { textContent: name, scope: "col" }));
      const body = table.createTBody();
      for (const { from, to, count } of bars(bets).filter((bar) => bar.count)) {
        const row = body.insertRow();
        row.append(Object.assign(document.createElement("th"), { textContent: `${number(from)} to ${number(to)}`, scope: "row", className: "num" }));
        Object.assign(row.insertCell(), { textContent: number(count), className: "num" });
      }
      details.append(Object.assign(document.createElement("summary"), { textContent: "As a table" }), table);
      return details;
    }
  },
);

// <lab-link>: an address with a button that copies it.
customElements.define(
  "lab-link",
  class extends HTMLElement {
    connectedCallback() {
      const field = this.querySelector("input");
      const button = Object.assign(document.createElement("button"), { type: "button", className: "button-quiet button-small", textContent: "Copy" });
      field.addEventListener("focus", () => field.select());
      button.addEventListener("click", async () => {
        field.select();
        const copied = await navigator.clipboard?.writeText(field.value).then(() => true, () => false);
        button.textContent = copied ? "Copied" : "Selected: copy it by keyboard";
        setTimeout(() => (button.textContent = "Copy"), 2000);
      });
      this.append(button);
    }
  },
);
