// <lab-wait>: a comparison of runs of which one is not over yet. Asks every two seconds, and shows the page anew when it is.
const EVERY = 2000; // ms
const NOT_YET = 202;

customElements.define(
  "lab-wait",
  class extends HTMLElement {
    connectedCallback() {
      this.timer = setInterval(() => this.ask(), EVERY);
    }

    disconnectedCallback() {
      clearInterval(this.timer);
    }

    async ask() {
      if (document.hidden || this.asking) return;
      this.asking = true;
      const response = await fetch(location.href, { method: "HEAD" }).catch(() => null);
      this.asking = false;
      if (response && response.status !== NOT_YET) location.reload();
    }
  },
);
