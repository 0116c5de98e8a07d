// <lab-replay src="…/log.json">: a stored run, replayed in place of the picture that the server drew of it.
// Without JavaScript, with reduced motion, or when the log cannot be had, that picture stays.
import "./lab-lanes.js";
import { Player } from "./player.js";
import { createModel, endOf, knownTo, takeLines } from "./run-model.js";
import { duration } from "./scales.js";

const still = matchMedia("(prefers-reduced-motion: reduce)");

customElements.define(
  "lab-replay",
  class extends HTMLElement {
    async connectedCallback() {
      this.stage = this.querySelector("[data-part=stage]");
      this.controls = this.querySelector("[data-part=controls]");
      if (!this.stage || !this.controls) return;
      this.addEventListener("legend:isolate", (event) => {
        this.dataset.isolate = event.detail ?? "";
        this.lanes?.isolate(event.detail);
      });
      if (still.matches) {
        this.offer();
        return;
      }
      await this.begin();
    }

    disconnectedCallback() {
      clearTimeout(this.timer);
      this.player?.stop();
    }

    // Reduced motion: the finished picture stands, and the replay is there for who asks for it.
    offer() {
      const button = this.button("Replay the run in steps", () => this.begin());
      this.controls.replaceChildren(button);
    }

    async begin() {
      try {
        const response = await fetch(this.getAttribute("src"));
        if (!response.ok) throw new Error(`status ${response.status}`);
        this.model = takeLines(createModel(), (await response.json()).lines);
      } catch {
        const note = document.createElement("p");
        note.className = "replay-note";
        note.textContent = "The recording could not be loaded. The finished picture stands here; reload the page to see it move.";
        this.controls.replaceChildren(note);
        return;
      }
      if (!this.isConnected) return;
      this.lanes = document.createElement("lab-lanes");
      this.stage.replaceChildren(this.lanes);
      this.lanes.show(this.model);
      this.player = new Player({
        draw: (now, options) => this.draw(now, options),
        newest: () => knownTo(this.model),
        end: () => knownTo(this.model),
        seen: () => this.lanes.visible,
        finished: () => this.say(),
      });
      this.clock = document.createElement("span");
      this.clock.className = "num replay-clock";
      this.toggle = this.button("Pause", () => this.act());
      this.skip = this.button("Show the end", () => {
        this.player.whole();
        this.say();
      });
      this.controls.replaceChildren(this.toggle, this.skip, this.clock);
      // The finished picture stands for a moment, then runs back and plays.
      this.player.whole();
      this.timer = setTimeout(() => this.act(), 900);
      this.say();
    }

    draw(now, options) {
      this.lanes.draw(now, options);
      const text = `${(now / 1000).toFixed(1)} of ${duration(endOf(this.model))}`;
      if (this.clock.textContent !== text) this.clock.textContent = text;
      this.dataset.playhead = Math.round(now);
      this.dataset.mode = this.player.mode;
    }

    act() {
      const { player } = this;
      clearTimeout(this.timer);
      if (["replay", "rewind"].includes(player.mode)) player.pause();
      else if (player.mode === "paused") player.resume();
      else player.replay();
      this.say();
    }

    say() {
      this.toggle.textContent = { rewind: "Pause", replay: "Pause", paused: "Go on", still: "Replay" }[this.player.mode];
      this.skip.hidden = this.player.mode === "still";
      this.dataset.mode = this.player.mode;
    }

    button(text, act) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button-quiet button-small";
      button.textContent = text;
      button.addEventListener("click", act);
      return button;
    }
  },
);
