// <page-timing>: what the reader's own browser measured while it loaded this very page.
import { inMs, navigationParts, shareOfLcp } from "./timing-parts.js";

const SVG = "http://www.w3.org/2000/svg";

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function drawn(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// The site's language of time: what the browser itself does is running, solid; the rest is waiting, hatched.
function bar(part, whole, index) {
  const place = {
    x: `${(100 * part.from) / whole}%`,
    width: `${Math.max((100 * part.ms) / whole, part.ms ? 0.4 : 0)}%`,
    height: "14",
  };
  const size = { width: "100%", height: "14", "aria-hidden": "true" };
  if (part.kind === "browser") return drawn("svg", size, drawn("rect", { ...place, class: "t-running" }));
  const id = `timing-hatch-${index}`;
  const hatch = { id, width: "5", height: "5", patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  return drawn(
    "svg",
    size,
    drawn("pattern", hatch, drawn("line", { class: "t-hatch", x1: "0", y1: "0", x2: "0", y2: "5" })),
    drawn("rect", { ...place, class: "t-waiting" }),
    drawn("rect", { ...place, fill: `url(#${id})` }),
  );
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
    for (const [index, part] of parts.entries()) {
      const name = element("th", { scope: "row", textContent: part.name });
      const value = element("td", { className: "num", textContent: inMs(part.ms) });
      body.append(element("tr", { className: "timing-row" }, name, value, element("td", {}, bar(part, whole, index))));
    }
    table.append(caption, body);
    this.replaceChildren(lead, table);
  }
}

customElements.define("page-timing", PageTiming);
