// <lab-wager data-ratio>: a bet under a picture. Until it is placed, the picture keeps the figures to itself that would give
// the answer away. Without JavaScript the answer is in the <details>, one click away.
const near = (value, choices) => choices.reduce((best, choice) => (Math.abs(Math.log(choice / value)) < Math.abs(Math.log(best / value)) ? choice : best));

customElements.define(
  "lab-wager",
  class extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector("[data-part=bet]");
      this.answer = this.querySelector("[data-part=answer]");
      this.said = this.querySelector("[data-part=said]");
      this.classList.add("is-veiled");
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("change", (event) => this.place(Number(event.target.value)));
      this.answer.addEventListener("toggle", () => this.answer.open && this.reveal());
      // A browser that restores the form on "back" restores the bet with it.
      const kept = this.form.querySelector("input:checked");
      if (kept) this.place(Number(kept.value));
    }

    place(bet) {
      const ratio = Number(this.dataset.ratio);
      const choices = [...this.form.querySelectorAll("input")].map((input) => Number(input.value));
      const measured = `${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(1)} times as many`;
      const closest = near(ratio, choices);
      this.said.textContent = closest === bet ? `Measured: ${measured}. Your bet is the closest of the ${choices.length}.` : `Measured: ${measured}. Your bet was ${bet < closest ? "too low" : "too high"}.`;
      this.answer.open = true;
      this.reveal();
    }

    reveal() {
      this.classList.remove("is-veiled");
    }
  },
);
