// Lines to put in order. The selects say each line's place, with or without this; here a line can also be moved by
// buttons and dragged, and a changed select moves its line. What is sent is always the selects' values.
import { moved } from "./moving.js";

if (typeof customElements !== "undefined") {
  customElements.define(
    "order-lines",
    class extends HTMLElement {
      #said;

      connectedCallback() {
        this.#said = document.createElement("p");
        this.#said.className = "visually-hidden";
        this.#said.setAttribute("role", "status");
        this.append(this.#said);
        const places = this.#rows.map((row) => Number(row.querySelector("select").value));
        if (places.every(Boolean)) this.#put(this.#rows.toSorted((a, b) => this.#place(a) - this.#place(b)));
        for (const row of this.#rows) this.#equip(row);
        this.#number();
      }

      disconnectedCallback() {
        this.#said.remove();
        for (const tool of this.querySelectorAll(".order-tools")) tool.remove();
      }

      get #rows() {
        return [...this.querySelectorAll(".order-row")];
      }

      #place(row) {
        return Number(row.querySelector("select").value);
      }

      #put(rows) {
        this.querySelector(".order").append(...rows);
      }

      #number() {
        this.#rows.forEach((row, index) => {
          row.querySelector("select").value = String(index + 1);
          row.querySelector("[data-by='-1']").disabled = index === 0;
          row.querySelector("[data-by='1']").disabled = index === this.#rows.length - 1;
        });
      }

      #equip(row) {
        const text = row.querySelector(".order-text").textContent.trim();
        const tools = document.createElement("span");
        tools.className = "order-tools";
        for (const [by, sign, words] of [[-1, "↑", "Move up"], [1, "↓", "Move down"]]) {
          const button = document.createElement("button");
          button.type = "button";
          button.className = "order-move";
          button.dataset.by = by;
          button.textContent = sign;
          button.setAttribute("aria-label", `${words}: ${text}`);
          button.addEventListener("click", () => this.#move(row, this.#rows.indexOf(row) + by, button));
          tools.append(button);
        }
        row.append(tools);
        const select = row.querySelector("select");
        select.addEventListener("change", () => this.#move(row, Number(select.value || 1) - 1, select));
        row.querySelector(".order-text").addEventListener("pointerdown", (event) => this.#drag(row, event));
      }

      #move(row, to, focus) {
        this.#put(moved(this.#rows, this.#rows.indexOf(row), to));
        this.#number();
        const last = focus.disabled ? row.querySelector(".order-move:not(:disabled)") : focus;
        last.focus();
        this.#said.textContent = `Now at place ${this.#place(row)} of ${this.#rows.length}`;
      }

      #drag(row, event) {
        if (event.button) return;
        const follow = (move) => {
          const rows = this.#rows;
          const from = rows.indexOf(row);
          const to = rows.findIndex((each) => {
            const { top, bottom } = each.getBoundingClientRect();
            return move.clientY >= top && move.clientY <= bottom;
          });
          if (to >= 0 && to !== from) {
            this.#put(moved(rows, from, to));
            this.#number();
          }
        };
        const end = () => {
          row.removeAttribute("data-dragged");
          removeEventListener("pointermove", follow);
          removeEventListener("pointerup", end);
          removeEventListener("pointercancel", end);
        };
        row.setAttribute("data-dragged", "");
        // On the window: an element that is moved in the document loses the pointer's capture.
        addEventListener("pointermove", follow);
        addEventListener("pointerup", end);
        addEventListener("pointercancel", end);
      }
    },
  );
}
