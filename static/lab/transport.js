// The controls of a run's clock: a scrubber over the progress line, a step either way, the speed of a replay, and how much time
// the lanes show. It holds no state of its own: the page tells it what is so (`say`) and is told what is wanted.
import { number } from "./scales.js";

export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 4, 10];
export const ZOOMS = [1, 2, 4, 8, 16];
export const TICK = 50; // ms: what one step moves, and as finely as the engine reports

const icon = (path) => `<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"><path d="${path}" /></svg>`;
const PATHS = { back: "M11 2.5L4.5 8L11 13.5zM2.5 2.5h1.5v11h-1.5z", forth: "M5 2.5L11.5 8L5 13.5zM12 2.5h1.5v11h-1.5z", out: "M2.5 7.25h11v1.5h-11z", in: "M2.5 7.25h4.75v-4.75h1.5v4.75h4.75v1.5h-4.75v4.75h-1.5v-4.75h-4.75z" };

export class Transport {
  // wants: {seek(ms), step(±1), speed(times), zoom(times)}
  constructor(track, tools, wants) {
    this.zoomed = 1;
    this.range = Object.assign(document.createElement("input"), { type: "range", className: "track-range", min: 0, step: TICK, value: 0, hidden: true });
    this.range.setAttribute("aria-label", "Moment shown");
    this.range.addEventListener("input", () => wants.seek(Number(this.range.value)));
    track.append(this.range);
    this.back = this.button(PATHS.back, "One step back", () => wants.step(-1));
    this.forth = this.button(PATHS.forth, "One step on", () => wants.step(1));
    this.speed = document.createElement("select");
    this.speed.className = "tool-speed num";
    for (const times of SPEEDS) this.speed.append(new Option(`${times}×`, times, times === 1, times === 1));
    this.speed.addEventListener("change", () => wants.speed(Number(this.speed.value)));
    const speed = Object.assign(document.createElement("label"), { className: "tool-label", textContent: "Speed" });
    speed.append(" ", this.speed);
    this.out = this.button(PATHS.out, "Show more time", () => this.turn(-1, wants));
    this.in = this.button(PATHS.in, "Show less time, larger", () => this.turn(1, wants));
    this.scale = Object.assign(document.createElement("span"), { className: "tool-scale num" });
    const zoom = Object.assign(document.createElement("span"), { className: "tool-group" });
    zoom.append(this.out, this.scale, this.in);
    const steps = Object.assign(document.createElement("span"), { className: "tool-group" });
    steps.append(this.back, this.forth);
    tools.replaceChildren(steps, speed, zoom);
    this.tools = tools;
    this.tools.hidden = true;
    this.mark();
  }

  button(path, words, act) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "tool-button", innerHTML: icon(path), title: words });
    button.setAttribute("aria-label", words);
    button.addEventListener("click", act);
    return button;
  }

  turn(by, wants) {
    const place = ZOOMS.indexOf(this.zoomed) + by;
    if (place < 0 || place >= ZOOMS.length) return;
    this.zoomed = ZOOMS[place];
    this.mark();
    wants.zoom(this.zoomed);
  }

  // At an end of the scale a button says so and stays where the focus is.
  mark() {
    this.scale.textContent = `${this.zoomed}×`;
    this.out.setAttribute("aria-disabled", String(this.zoomed === ZOOMS[0]));
    this.in.setAttribute("aria-disabled", String(this.zoomed === ZOOMS.at(-1)));
  }

  // now and end in ms; end 0 while there is nothing to move through.
  say({ now, end }) {
    const nothing = !(end > 0) || now === null;
    if (this.range.hidden !== nothing) this.range.hidden = this.tools.hidden = nothing;
    if (nothing) return;
    if (this.range.max !== String(Math.ceil(end / TICK) * TICK)) this.range.max = Math.ceil(end / TICK) * TICK;
    this.range.value = now;
    const words = `${(now / 1000).toFixed(2)} of ${number(end / 1000)} seconds`;
    // Read out while someone moves it, not sixty times a second while it moves by itself.
    if (document.activeElement === this.range || !this.range.hasAttribute("aria-valuetext")) this.range.setAttribute("aria-valuetext", words);
  }
}
