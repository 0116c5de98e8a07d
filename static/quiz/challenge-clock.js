// A clock for whoever wants one. It is off until it is switched on, lives in this tab alone, and nobody grades by it.
const KEY = "challenge-clock";

/** Whole seconds as 0:05, 12:34 or 1:02:03. */
export function clockWords(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

if (typeof customElements !== "undefined") {
  customElements.define(
    "challenge-clock",
    class extends HTMLElement {
      #tick;

      connectedCallback() {
        this.#draw();
      }

      disconnectedCallback() {
        clearInterval(this.#tick);
      }

      get #key() {
        return `${KEY}:${location.pathname}`;
      }

      get #began() {
        return Number(sessionStorage.getItem(this.#key)) || 0;
      }

      #draw() {
        clearInterval(this.#tick);
        const button = document.createElement("button");
        button.type = "button";
        button.className = "button-quiet";
        button.textContent = this.#began ? "Switch the clock off" : "Switch on a clock";
        button.addEventListener("click", () => this.#turn());
        const words = document.createElement("p");
        words.textContent = "It counts for nothing.";
        this.replaceChildren(button, words);
        this.toggleAttribute("data-on", this.#began > 0);
        if (!this.#began) return;
        const time = document.createElement("span");
        time.className = "clock-time num";
        time.setAttribute("role", "timer");
        time.setAttribute("aria-label", "Time since the clock was switched on");
        const say = () => {
          time.textContent = clockWords(Math.max(0, Math.floor((Date.now() - this.#began) / 1000)));
        };
        say();
        this.prepend(time);
        this.#tick = setInterval(say, 1000);
      }

      #turn() {
        if (this.#began) sessionStorage.removeItem(this.#key);
        else sessionStorage.setItem(this.#key, String(Date.now()));
        this.#draw();
        this.querySelector("button").focus();
      }
    },
  );
}
