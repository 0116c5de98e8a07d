// <show-password> around a password field: a button that shows what was typed. Without JavaScript there is none.
customElements.define(
  "show-password",
  class extends HTMLElement {
    connectedCallback() {
      const input = this.querySelector("input");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "show-password";
      const say = () => {
        const hidden = input.type === "password";
        button.textContent = hidden ? "Show" : "Hide";
        button.setAttribute("aria-label", hidden ? "Show the password" : "Hide the password");
      };
      button.addEventListener("click", () => {
        input.type = input.type === "password" ? "text" : "password";
        say();
      });
      // A browser offers to save what is a password when it is sent.
      input.form.addEventListener("submit", () => {
        input.type = "password";
      });
      say();
      this.append(button);
    }
  },
);
