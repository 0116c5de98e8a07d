// <python-exercise>: until Python is asked for, a button that says what it costs. All else is loaded then.
import { kept, keptWords, keyOf } from "./keeping.js";
import { isKept, kitOf, megabytes } from "./runner.js";

class PythonExercise extends HTMLElement {
  connectedCallback() {
    this.bar?.remove();
    this.bar = Object.assign(document.createElement("div"), { className: "exercise-bar" });
    const kit = kitOf();
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button" });
    const note = Object.assign(document.createElement("p"), { className: "exercise-note" });
    const state = kept(keyOf(this.dataset));
    const begin = this.dataset.check ? "Write it here" : "Try it here";
    button.textContent = state ? "Go on writing" : begin;
    note.textContent = `${keptWords(state)}Starts Python and Django in your browser: ${megabytes(kit.files.reduce((sum, file) => sum + file.sent, 0))}, once.`;
    button.addEventListener("click", () => this.begin(button, note));
    this.bar.append(button, note);
    this.querySelector(":scope > .exercise-start, :scope > figure").after(this.bar);
    isKept(kit).then((there) => {
      if (there && !button.disabled) note.textContent = `${keptWords(state)}Starts Python and Django in your browser. They are on this device already.`;
    });
  }

  async begin(button, note) {
    button.disabled = true;
    note.textContent = "Loading the editor.";
    try {
      const { Workbench } = await import("./workbench.js");
      await Workbench.open(this);
    } catch (error) {
      button.disabled = false;
      note.textContent = `The editor could not be loaded (${error.message}). Try again when the network is there.`;
    }
  }
}

customElements.define("python-exercise", PythonExercise);
