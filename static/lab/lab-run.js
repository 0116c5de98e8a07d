// <lab-run run-id socket log status>: one run, watched live or shown as it was. Holds the socket and the clock; the pictures
// inside it (<lab-lanes>, <lab-charts>) are told what to draw. Says "run:done" (bubbling) when a run that it watched is over.
import "./lab-charts.js";
import "./lab-lanes.js";
import "./lab-legend.js";
import { Over, takeLater } from "./lanes-faults.js";
import { Reader } from "./lanes-reader.js";
import * as turns from "./lanes-turns.js";
import { newest } from "./columns.js";
import { Player } from "./player.js";
import { createModel, endOf, knownTo, numbersAt, takeFrame, takeLines } from "./run-model.js";
import { StatusBar } from "./run-status.js";
import { closed, connect, createWatch, opened, received, wake } from "./watch-protocol.js";
import { TICK, Transport } from "./transport.js";
import { announcement } from "./words.js";

const SAY_EVERY = 6000; // ms between two sentences to a screen reader while a run goes on
const OVER = ["done", "failed"];

customElements.define(
  "lab-run",
  class extends HTMLElement {
    connectedCallback() {
      this.model = this.newModel();
      this.watch = createWatch();
      this.facts = { status: this.getAttribute("status") ?? "", watchers: 0, position: null };
      this.wasOver = OVER.includes(this.facts.status);
      this.lanes = this.querySelector("lab-lanes");
      Object.assign(this.lanes, { Reader, Over, turns });
      this.charts = this.querySelector("lab-charts");
      this.live = this.querySelector("[data-part=live]");
      this.bar = new StatusBar(this.querySelector("[data-part=status]"));
      this.spokenAt = performance.now();
      this.timers = new Set();
      this.player = new Player({
        draw: (now, options) => this.draw(now, options),
        newest: () => newest(this.model.state),
        end: () => knownTo(this.model),
        seen: () => this.lanes.visible || this.charts.visible,
        finished: () => this.say(),
        going: () => !OVER.includes(this.facts.status),
      });
      this.transport = new Transport(this.bar.track, this.querySelector("[data-part=tools]"), {
        seek: (at) => this.moved(() => this.player.seek(at)),
        step: (by) => this.moved(() => this.player.seek((Math.round(this.player.playhead / TICK) + by) * TICK)),
        speed: (times) => (this.player.speed = times),
        zoom: (times) => this.lanes.enlarge(times),
      });
      this.buttons = {
        replay: this.button("Replay", () => this.player.replay()),
        pause: this.button("Pause", () => this.player.pause()),
        resume: this.button("Go on", () => this.player.resume()),
        end: this.button("Show the end", () => this.player.whole()),
        live: this.button("Back to the run", () => this.player.live()),
        now: this.button("Try now", () => this.retry()),
      };
      this.away = new AbortController();
      const { signal } = this.away;
      this.addEventListener("legend:isolate", (event) => this.lanes.isolate(event.detail), { signal });
      addEventListener("online", () => this.retry(), { signal });
      addEventListener("offline", () => this.say(), { signal });
      this.act(connect(this.watch));
      this.say();
    }

    newModel() {
      return Object.assign(createModel(), { more: takeLater });
    }

    disconnectedCallback() {
      this.player.stop();
      this.away.abort();
      for (const timer of this.timers) clearTimeout(timer);
      this.drop();
    }

    // --- the socket: watch-protocol.js decides, this carries it out ---

    act(effects) {
      for (const effect of effects) this[`do_${effect.do}`](effect);
      this.dataset.connection = this.watch.phase;
      this.dataset.offset = this.watch.offset;
    }

    do_connect() {
      this.drop();
      const address = new URL(this.getAttribute("socket"), location.href);
      address.protocol = address.protocol.replace("http", "ws");
      const socket = (this.socket = new WebSocket(address));
      socket.onopen = () => this.act(opened(this.watch));
      socket.onmessage = ({ data }) => this.act(received(this.watch, JSON.parse(data), performance.now()));
      socket.onclose = () => {
        if (this.socket !== socket) return;
        this.act(closed(this.watch, Math.random()));
        if (this.wasOver && this.watch.attempt === 2) this.load();
        this.say();
      };
    }

    drop() {
      const { socket } = this;
      this.socket = null;
      socket?.close();
    }

    do_close() {
      this.drop();
    }

    do_send({ message }) {
      if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
    }

    do_wake({ after }) {
      this.retryAt = this.watch.phase === "waiting" ? performance.now() + after : 0;
      this.later(after, () => {
        this.act(wake(this.watch, performance.now()));
        this.say();
      });
      if (this.watch.phase === "waiting" && after > 1000) this.later(1000, () => this.say());
    }

    do_reset() {
      this.player.stop();
      this.model = this.newModel();
    }

    do_status({ status }) {
      for (const key of ["status", "position", "watchers", "reason"]) {
        if (status[key] !== undefined) this.facts[key] = status[key];
      }
      this.facts.bets = status.bets ?? this.facts.bets;
      this.setAttribute("status", this.facts.status);
      this.bet();
      this.say();
    }

    do_apply({ frame }) {
      takeFrame(this.model, frame);
      this.took(frame.d);
    }

    do_end() {
      const { error, done } = this.model.state;
      if (error) Object.assign(this.facts, { status: "failed", reason: error.reason });
      else if (done) this.facts.status = "done";
      this.setAttribute("status", this.facts.status); // the styles show now what can be done with the run
      // A live picture first glides to its last tick.
      const following = ["live", "still"].includes(this.player.mode);
      this.later(this.player.mode === "live" ? 400 : 0, () => {
        // Who looks at a moment of their own keeps it.
        if (this.model.state.run && following) this.player.whole();
        this.say();
        if (this.wasOver) return;
        this.speak(error?.reason ?? done?.sentence ?? this.facts.reason ?? "The run is over.");
        this.dispatchEvent(new CustomEvent("run:done", { bubbles: true, detail: { status: this.facts.status } }));
      });
    }

    // Most runs are nobody's bet: the histogram is fetched where there is one to show, or will be.
    async bet() {
      if (!this.facts.bets?.n && this.facts.status !== "gathering" && !this.betting) return;
      this.betting = true;
      await import("./lab-bets.js");
      this.querySelector("lab-bets")?.show(this.facts.bets, this.model.state.done?.ratio?.value ?? null);
    }

    took(line) {
      if (line.type === "done") this.bet();
      if (line.type === "run") {
        this.lanes.show(this.model);
        this.charts.show(this.model);
      }
      const going = this.model.state.run && newest(this.model.state) > 0 && !OVER.includes(this.facts.status);
      if (going && this.player.mode === "still") {
        if (["queued", "gathering"].includes(this.facts.status)) this.facts.status = "running";
        this.player.live();
      }
    }

    retry() {
      if (this.watch.phase === "waiting") this.act(connect(this.watch));
      this.say();
    }

    // A finished run whose socket cannot be had is a file as well.
    async load() {
      const response = await fetch(this.getAttribute("log")).catch(() => null);
      if (!response?.ok || this.watch.phase === "ended") return;
      takeLines(this.model, (await response.json()).lines);
      this.watch.phase = "ended";
      this.drop();
      this.took(this.model.state.run);
      this.do_end();
    }

    // --- the page ---

    moved(act) {
      act();
      this.say();
    }

    draw(now, options) {
      this.lanes.draw(now, options);
      this.charts.draw(now, options);
      this.dataset.playhead = Math.round(now);
      const clock = performance.now();
      if (options.whole || clock - (this.saidAt ?? 0) > 100) this.say();
      if (this.player.mode === "live" && clock - this.spokenAt > SAY_EVERY) this.speak(announcement(this.model, numbersAt, now));
    }

    say() {
      this.saidAt = performance.now();
      const { player, watch, model } = this;
      const connection = watch.phase === "waiting" && !navigator.onLine ? "offline" : watch.phase;
      const key = this.bar.say({
        ...this.facts,
        connection,
        retryIn: (this.retryAt ?? 0) - this.saidAt,
        phase: model.state.phase?.phase ?? null,
        measured: model.state.run?.measured,
        now: newest(model.state) > 0 ? player.playhead : null,
        end: model.state.run ? endOf(model) : 0,
        mode: player.mode,
      });
      this.dataset.state = key;
      const shown = newest(model.state) > 0;
      this.transport.say({ now: shown ? player.playhead : null, end: shown ? endOf(model) : 0 });
      this.bar.offer(...this.choices(key).map((name) => this.buttons[name]));
    }

    choices(key) {
      if (key === "reconnecting") return ["now"];
      if (key === "held") return ["resume", "live"];
      if (key === "behind") return ["pause", "live"];
      if (this.player.mode === "live" && newest(this.model.state) > 0) return ["pause"];
      if (key === "replay") return ["pause", "end"];
      if (key === "paused") return ["resume", "end"];
      const over = OVER.includes(this.facts.status) && newest(this.model.state) > 0;
      return over ? ["replay"] : [];
    }

    speak(text) {
      this.spokenAt = performance.now();
      if (this.live && text) this.live.textContent = text;
    }

    later(after, act) {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        act();
      }, after);
      this.timers.add(timer);
    }

    button(text, act) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "button-quiet button-small", textContent: text });
      button.addEventListener("click", () => {
        act();
        this.say();
        // The button may just have been replaced by its opposite: the focus goes with it.
        if (!button.isConnected) this.bar.actions.querySelector("button")?.focus();
      });
      return button;
    }
  },
);
