// <lab-form>: the lab's form with two comforts. A scenario brings its usual settings along, as long as they were not changed
// by hand; and the bet has a slider on a logarithmic scale. The form itself works without any of it.
import { logPosition, logTicks, logValue, number } from "./scales.js";

const LOW = 0.1;
const HIGH = 1000;

customElements.define(
  "lab-form",
  class extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector("form");
      this.touched = new Set();
      this.form.addEventListener("input", ({ target, isTrusted }) => isTrusted && this.touched.add(target.name));
      this.form.addEventListener("change", ({ target }) => target.name === "scenario" && (this.bring(target.dataset), this.question(target)));
      this.rename(this.form.querySelector("[name=scenario]:checked")?.dataset ?? {});
      // A second press while the first is on its way would queue a second run.
      this.form.addEventListener("submit", () => {
        const button = this.form.querySelector(".run-button");
        if (!button) return;
        for (const each of this.form.querySelectorAll("[type=submit]")) {
          each.setAttribute("aria-disabled", "true");
          setTimeout(() => (each.disabled = true)); // when the form has been sent with the button's name
        }
        button.textContent = "Starting";
      });
      addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
      this.slider();
      this.question(this.form.querySelector("[name=scenario]:checked"));
    }

    // Some scenarios call a knob by another name: what the backend takes is then, say, the CPU time of a request.
    rename(words) {
      for (const label of this.form.querySelectorAll(".knob label")) {
        label.dataset.usual ??= label.textContent;
        const name = label.htmlFor.replace("id_", "");
        label.textContent = words[`label${name[0].toUpperCase()}${name.slice(1)}`] ?? label.dataset.usual;
      }
    }

    bring(usual) {
      this.rename(usual);
      for (const [name, value] of Object.entries(usual)) {
        if (this.touched.has(name) || value === "") continue;
        for (const field of this.form.querySelectorAll(`[name="${name}"]`)) {
          if (field.type === "radio") field.checked = field.value === value;
          else field.value = value;
        }
      }
    }

    // What is bet on is what the scenario asks.
    question(scenario) {
      const asked = scenario?.closest("label").querySelector(".scenario-question")?.textContent;
      const place = this.querySelector("[data-part=question]");
      if (asked && place) place.textContent = asked;
    }

    slider() {
      const holder = this.querySelector("[data-part=slider]");
      const field = this.form.querySelector("[name=bet]");
      if (!holder || !field) return;
      holder.replaceChildren();
      const range = Object.assign(document.createElement("input"), { type: "range", min: 0, max: 1, step: 0.005 });
      range.setAttribute("aria-label", "Your bet, on a logarithmic scale");
      const ticks = document.createElement("div");
      ticks.className = "bet-ticks num";
      ticks.setAttribute("aria-hidden", "true");
      for (const value of logTicks(LOW, HIGH, [1])) ticks.append(Object.assign(document.createElement("span"), { textContent: number(value) }));
      const say = () => range.setAttribute("aria-valuetext", field.value ? `${field.value} times as many` : "no bet yet");
      const follow = () => {
        range.value = logPosition(Number(field.value) || 1, LOW, HIGH);
        holder.classList.toggle("is-empty", !field.value);
        say();
      };
      range.addEventListener("input", () => {
        field.value = Number(logValue(Number(range.value), LOW, HIGH).toPrecision(2));
        holder.classList.remove("is-empty");
        say();
      });
      field.addEventListener("input", follow);
      holder.append(range, ticks);
      follow();
    }
  },
);
