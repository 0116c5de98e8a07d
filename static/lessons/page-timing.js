// <page-timing>: what the reader's own browser measured while it loaded this very page.
import { inMs, navigationParts, shareOfLcp } from "./timing-parts.js";

const SVG = "http://www.w3.org/2000/svg";

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function bar(part, whole) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("width", "100%");
  svg.setAttribute("height", "14");
  svg.setAttribute("aria-hidden", "true");
  const rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("x", `${(100 * part.from) / whole}%`);
  rect.setAttribute("width", `${Math.max((100 * part.ms) / whole, part.ms ? 0.4 : 0)}%`);
  rect.setAttribute("height", "14");
  rect.setAttribute("class", `timing-${part.kind}`);
  svg.append(rect);
  return svg;
}

class PageTiming extends HTMLElement {
  connectedCallback() {
    this.still = [...this.childNodes];
    this.lcp = 0;
    const [entry] = performance.getEntriesByType("navigation");
    if (!entry) return; // the still sentence stays
    this.entry = entry;
    // The stamp of the last byte is there once the document has arrived; a module script may run before that.
    if (entry.responseEnd) this.draw();
    else addEventListener("DOMContentLoaded", () => this.draw(), { once: true });
    try {
      this.observer = new PerformanceObserver((list) => {
        for (const each of list.getEntries()) this.lcp = each.startTime;
        this.draw();
      });
      this.observer.observe({ type: "largest-contentful-paint", buffered: true });
    } catch {
      // this browser does not measure it; the parts are shown all the same
    }
  }

  disconnectedCallback() {
    this.observer?.disconnect();
  }

  draw() {
    const { ttfb, parts } = navigationParts(this.entry);
    const whole = Math.max(this.entry.responseEnd, ttfb, 1);
    const share = shareOfLcp(ttfb, this.lcp);
    const lead = element("p", { className: "timing-lead num" });
    lead.append(`Your browser had the first byte of this page after ${inMs(ttfb)}`);
    lead.append(
      share === null
        ? "."
        : `, and its largest contentful paint after ${inMs(this.lcp)}: ${Math.round(share * 100)} % of that was time to first byte.`,
    );
    const table = element("table");
    const caption = element("caption", { textContent: "The parts of this page load" });
    const body = element("tbody");
    for (const part of parts) {
      const name = element("th", { scope: "row", textContent: part.name });
      const value = element("td", { className: "num", textContent: inMs(part.ms) });
      body.append(element("tr", { className: "timing-row" }, name, value, element("td", {}, bar(part, whole))));
    }
    table.append(caption, body);
    this.replaceChildren(lead, table);
  }
}

customElements.define("page-timing", PageTiming);
