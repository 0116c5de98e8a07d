// Loaded before the first paint, so that a chosen theme never flashes. The choice is kept in this browser only.
(() => {
  const root = document.documentElement;
  const KEY = "theme";
  const read = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage is switched off: the theme follows the system
    }
  };
  const apply = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  apply(read());

  customElements.define(
    "theme-toggle",
    class extends HTMLElement {
      connectedCallback() {
        this.replaceChildren();
        const button = document.createElement("button");
        button.type = "button";
        button.className = "button-quiet theme-button";
        const dark = () =>
          root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
        const say = () => {
          button.textContent = dark() ? "Light" : "Dark";
          button.setAttribute("aria-label", dark() ? "Use light colours" : "Use dark colours");
        };
        button.addEventListener("click", () => {
          const theme = dark() ? "light" : "dark";
          apply(theme);
          try {
            localStorage.setItem(KEY, theme);
          } catch {
            // the choice then holds for this page only
          }
          say();
          document.dispatchEvent(new CustomEvent("theme:change"));
        });
        say();
        this.append(button);
      }
    },
  );
})();
