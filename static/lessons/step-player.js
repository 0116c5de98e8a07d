// <step-player>: plays the execution table that the page already holds, forward and back.
import { clamp, sentence, stateAt, stepForKey } from "./steps.js";

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

class StepPlayer extends HTMLElement {
  connectedCallback() {
    this.rows = [...this.querySelectorAll(".execution tbody tr")];
    this.lines = [...this.querySelectorAll(".line")];
    // The variables stand in a section of their own, which names this player.
    this.tracker = document.querySelector(`[data-of="${this.id}"] .tracker`);
    this.state = this.readState();
    this.buildBar();
    this.now = this.querySelector(".player-now");
    this.querySelector(".execution").dataset.playable = "";
    this.addEventListener("keydown", this);
    document.addEventListener("click", this);
    this.show(this.stepOf(location.hash) ?? 1, { quiet: true });
  }

  disconnectedCallback() {
    this.removeEventListener("keydown", this);
    document.removeEventListener("click", this);
  }

  /** The step that a link to one of the table's rows names; null for any other address. */
  stepOf(hash) {
    const [, step] = hash.match(new RegExp(`^#${this.id}-(\\d+)$`)) ?? [];
    return step ? Number(step) : null;
  }

  cells() {
    return [this.tracker, this.querySelector(".lanes")].flatMap((table) => [...(table?.querySelectorAll("[data-step]") ?? [])]);
  }

  readState() {
    const tables = [this.tracker, this.querySelector(".lanes")].filter(Boolean);
    return tables.flatMap((table) => [...table.querySelectorAll("tbody tr")]).map((row) => {
      const cells = [...row.querySelectorAll("td")];
      return {
        name: row.querySelector("th").textContent,
        values: cells.map((cell) => cell.textContent),
        kinds: cells.map((cell) => cell.dataset.kind ?? null),
      };
    });
  }

  buildBar() {
    const button = (text, label, by) => {
      const made = element("button", { type: "button", className: "button-quiet", textContent: text });
      made.setAttribute("aria-label", label);
      made.addEventListener("click", () => this.show(this.step + by));
      return made;
    };
    this.back = button("Back", "Back one step", -1);
    this.next = button("Next", "Next step", 1);
    this.slider = element("input", { type: "range", min: "1", max: String(this.rows.length), value: "1" });
    this.slider.setAttribute("aria-label", "Step");
    this.slider.addEventListener("input", () => this.show(Number(this.slider.value)));
    this.count = element("output", { className: "num" });
    this.count.setAttribute("aria-hidden", "true");
    this.said = element("p", { className: "visually-hidden" });
    this.said.setAttribute("aria-live", "polite");
    this.querySelector(".player-bar").replaceChildren(this.back, this.slider, this.next, this.count, this.said);
  }

  handleEvent(event) {
    if (event.type === "click") {
      const named = this.stepOf(event.target.closest("a")?.getAttribute("href") ?? "");
      const place = this.contains(event.target) && event.target.closest(".execution tbody tr, .lanes [data-step]");
      if (named) {
        event.preventDefault();
        this.show(named);
        this.scrollIntoView({ block: "start" });
      } else if (place) {
        this.show(Number(place.dataset.step));
      }
      return;
    }
    // The slider moves itself; a code block or a table that has the focus scrolls.
    if (event.target === this.slider || event.target.matches("pre, .table-scroll")) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepForKey(event.key, this.step, this.rows.length);
    if (step === null) return;
    event.preventDefault();
    this.show(step);
  }

  show(wanted, { quiet = false } = {}) {
    const step = clamp(wanted, this.rows.length);
    if (step === this.step) return;
    this.step = step;
    const row = this.rows[step - 1];
    for (const each of this.rows) {
      each.classList.toggle("here", each === row);
      if (each === row) each.setAttribute("aria-current", "step");
      else each.removeAttribute("aria-current");
    }
    for (const line of this.lines) line.classList.toggle("here", line.dataset.line === row.dataset.line);
    for (const cell of this.cells()) {
      cell.classList.toggle("here", Number(cell.dataset.step) === step);
      cell.classList.toggle("later", Number(cell.dataset.step) > step);
    }
    this.back.setAttribute("aria-disabled", String(step === 1));
    this.next.setAttribute("aria-disabled", String(step === this.rows.length));
    this.slider.value = String(step);
    this.slider.setAttribute("aria-valuetext", `${step} of ${this.rows.length}`);
    this.count.textContent = `${step} of ${this.rows.length}`;
    this.draw(row, stateAt(this.state, step), step, quiet);
    this.keepLineInSight();
    this.dispatchEvent(new CustomEvent("player:step", { bubbles: true, detail: { step } }));
  }

  draw(row, state, step, quiet) {
    const text = (label) => row.querySelector(`[data-label="${label}"]`);
    const action = text("Action");
    const values = element("dl", { className: "now-values" });
    for (const each of state) {
      const value = element("dd", {}, each.value);
      if (each.kind) value.dataset.kind = each.kind;
      values.append(element("div", { className: each.changed ? "changed" : "" }, element("dt", {}, each.name), value));
    }
    const now = element("p", { className: "now-action" });
    now.append(...(action ? [...action.cloneNode(true).childNodes] : []));
    const extra = ["Why", "Topic"].flatMap((label) => {
      const cell = text(label);
      if (!cell?.textContent) return [];
      const line = element("p", { className: "now-extra" });
      line.append(...cell.cloneNode(true).childNodes);
      return [line];
    });
    this.now.replaceChildren(now, ...extra, values);
    if (!quiet) this.said.textContent = sentence(step, this.rows.length, action?.textContent ?? "", state);
  }

  keepLineInSight() {
    const box = this.querySelector(".player-stage pre");
    const line = this.querySelector(".line.here");
    if (!box || !line || box.scrollHeight <= box.clientHeight) return;
    box.scrollTop = line.offsetTop - box.offsetTop - box.clientHeight / 2;
  }
}

customElements.define("step-player", StepPlayer);
