// The tokens as colours that a canvas understands. A custom property read from CSS still says `light-dark(…)`; the colour of
// an element that uses it does not.

const TOKENS = ["paper", "ink", "ink-2", "rule", "control", "idle", "running", "waiting", "queued", "error", "variant-a", "variant-b", "variant-c"];

export function readPalette(host, tokens = TOKENS) {
  const probe = document.createElement("span");
  probe.hidden = true;
  host.append(probe);
  const palette = {};
  const style = getComputedStyle(probe);
  for (const token of tokens) {
    probe.style.color = `var(--${token})`;
    palette[token] = style.color;
  }
  probe.remove();
  palette.font = getComputedStyle(document.documentElement).getPropertyValue("--font-ui").trim() || "sans-serif";
  return palette;
}

// The red, green and blue (0..255) of a colour as getComputedStyle gives it: rgb(), rgba(), or color(srgb …) with 0..1.
export function parts(text) {
  const values = text.match(/[\d.]+/g).slice(0, 3).map(Number);
  return text.startsWith("color(") ? values.map((value) => Math.round(value * 255)) : values;
}

// Call `changed` whenever the colours may have changed; returns the function that stops it.
export function onPalette(changed) {
  const systems = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"].map((query) => matchMedia(query));
  document.addEventListener("theme:change", changed);
  for (const system of systems) system.addEventListener("change", changed);
  return () => {
    document.removeEventListener("theme:change", changed);
    for (const system of systems) system.removeEventListener("change", changed);
  };
}

// A hatch as a canvas pattern: lines at 45 degrees, `period` device pixels apart. `lean` -1 leans the other way.
export function hatch(context, colour, { period, line, lean = 1 }) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = period;
  const pen = tile.getContext("2d");
  pen.strokeStyle = colour;
  pen.lineWidth = line;
  pen.beginPath();
  for (const shift of [-period, 0, period]) {
    pen.moveTo(shift - 1, lean > 0 ? period + 1 : -1);
    pen.lineTo(shift + period + 1, lean > 0 ? -1 : period + 1);
  }
  pen.stroke();
  return context.createPattern(tile, "repeat");
}
