// <lab-legend>: the four marks. Pointing at one, or choosing it by keyboard, shows that state alone in every picture of the
// same figure. Says so by a bubbling "legend:isolate" whose detail is the state or null. The list itself is in the HTML.
customElements.define(
  "lab-legend",
  class extends HTMLElement {
    connectedCallback() {
      this.pinned = null;
      this.buttons = [...this.querySelectorAll("[data-state]")].map((item) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "legend-button";
        button.dataset.state = item.dataset.state;
        button.setAttribute("aria-pressed", "false");
        button.append(...item.childNodes);
        item.replaceChildren(button);
        item.removeAttribute("data-state");
        return button;
      });
      for (const button of this.buttons) {
        button.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && this.say(button.dataset.state));
        button.addEventListener("pointerleave", () => this.say(this.pinned));
        button.addEventListener("focus", () => button.matches(":focus-visible") && this.say(button.dataset.state));
        button.addEventListener("blur", () => this.say(this.pinned));
        button.addEventListener("click", () => this.pin(button));
      }
    }

    pin(chosen) {
      this.pinned = this.pinned === chosen.dataset.state ? null : chosen.dataset.state;
      for (const button of this.buttons) button.setAttribute("aria-pressed", String(button.dataset.state === this.pinned));
      this.say(this.pinned);
    }

    say(state) {
      if (state === this.said) return;
      this.said = state;
      this.dispatchEvent(new CustomEvent("legend:isolate", { bubbles: true, detail: state }));
    }
  },
);
