// Pairs to find. The selects hold the answer, with or without this; here a partner can also be dragged to its place, or
// picked up by a key or a tap and put down at a place.

if (typeof customElements !== "undefined") {
  customElements.define(
    "match-pairs",
    class extends HTMLElement {
      #picked = null;
      #tray;
      #said;

      connectedCallback() {
        this.#tray = document.createElement("div");
        this.#tray.className = "match-tray";
        this.#tray.setAttribute("role", "group");
        this.#tray.setAttribute("aria-label", "To be dragged to its place, or picked up and put down");
        const options = [...this.querySelector("select").options].filter((option) => option.value);
        for (const { value, textContent } of options) this.#tray.append(this.#chip(value, textContent));
        this.#said = document.createElement("p");
        this.#said.className = "visually-hidden";
        this.#said.setAttribute("role", "status");
        this.prepend(this.#tray);
        this.append(this.#said);
        for (const row of this.querySelectorAll(".match-row")) row.append(this.#place(row));
        this.addEventListener("keydown", (event) => {
          if (event.key === "Escape") this.#pick(null);
        });
      }

      disconnectedCallback() {
        this.#tray.remove();
        this.#said.remove();
        for (const place of this.querySelectorAll(".match-put")) place.remove();
      }

      #chip(value, words) {
        const chip = document.createElement("button");
        chip.type = "button";
        chip.className = "match-chip";
        chip.dataset.value = value;
        chip.textContent = words;
        chip.setAttribute("aria-pressed", "false");
        chip.addEventListener("click", () => {
          if (!chip.hasAttribute("data-moved")) this.#pick(this.#picked === chip ? null : chip);
          chip.removeAttribute("data-moved");
        });
        chip.addEventListener("pointerdown", (event) => this.#drag(chip, event));
        return chip;
      }

      #place(row) {
        const put = document.createElement("button");
        put.type = "button";
        put.className = "match-put";
        put.hidden = true;
        put.textContent = "Put it here";
        put.setAttribute("aria-label", `Put it here: ${row.querySelector("label").textContent.trim()}`);
        put.addEventListener("click", () => this.#put(row, this.#picked));
        return put;
      }

      #pick(chip) {
        this.#picked = chip;
        for (const each of this.#tray.children) each.setAttribute("aria-pressed", String(each === chip));
        for (const put of this.querySelectorAll(".match-put")) put.hidden = !chip;
        if (chip) this.#said.textContent = `${chip.textContent}: picked up. Choose its place, or press Escape.`;
      }

      #put(row, chip) {
        const select = row.querySelector("select");
        select.value = chip.dataset.value;
        select.dispatchEvent(new Event("change", { bubbles: true }));
        this.#pick(null);
        select.focus();
        this.#said.textContent = `${chip.textContent}: put to ${row.querySelector("label").textContent.trim()}`;
      }

      #drag(chip, event) {
        if (event.button) return;
        const { clientX, clientY } = event;
        const rowAt = (move) =>
          [...this.querySelectorAll(".match-row")].find((row) => {
            const { top, bottom, left, right } = row.getBoundingClientRect();
            return move.clientY >= top && move.clientY <= bottom && move.clientX >= left && move.clientX <= right;
          });
        const over = (found) => {
          for (const row of this.querySelectorAll(".match-row")) row.toggleAttribute("data-over", row === found);
        };
        const follow = (move) => {
          const [x, y] = [move.clientX - clientX, move.clientY - clientY];
          if (Math.hypot(x, y) > 6) chip.setAttribute("data-moved", "");
          chip.style.translate = `${x}px ${y}px`;
          over(rowAt(move));
        };
        const end = (move) => {
          const row = move.type === "pointerup" && chip.hasAttribute("data-moved") ? rowAt(move) : null;
          chip.style.translate = "";
          over(null);
          removeEventListener("pointermove", follow);
          removeEventListener("pointerup", end);
          removeEventListener("pointercancel", end);
          if (row) this.#put(row, chip);
          // The click that follows a drag picks nothing up; where none follows, the next click is one again.
          setTimeout(() => chip.removeAttribute("data-moved"));
        };
        addEventListener("pointermove", follow);
        addEventListener("pointerup", end);
        addEventListener("pointercancel", end);
      }
    },
  );
}
