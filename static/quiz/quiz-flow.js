// The quiz while htmx swaps its parts: where the focus goes, and what is said when no answer comes back.
// What is right and what is shown is the server's business; without this element the forms work as forms.

import "./zone.js";

const TROUBLE = {
  unreachable: {
    title: "The answer did not reach us",
    words: "Nothing was lost: your choice is still marked. Check the connection, then send it again.",
  },
  expired: {
    title: "This form has expired",
    words: "The page was open for long, or its cookies were deleted. What you had answered before is saved. ",
    link: "Load the question again",
  },
  tooMany: {
    title: "Too many answers came within a minute",
    words: "This one was not saved; your choice is still marked. Wait a minute, then send it again.",
  },
  failed: {
    title: "Something failed on our side",
    words: "Your choice is still marked. Send it again; whatever had arrived is saved and counts once.",
  },
};

/** Which words suit a reply that holds no quiz. */
export function troubleOf(status) {
  if (status === 0) return TROUBLE.unreachable;
  if (status === 429) return TROUBLE.tooMany;
  return status === 403 || status === 400 ? TROUBLE.expired : TROUBLE.failed;
}

/** A refusal is a question with a note above it: it is shown, whatever its status. */
export function holdsQuiz(reply) {
  return /class="quiz-card[ "]/.test(reply);
}

// Loaded when a question needs them: most pages have none of either.
const PARTS = {
  "order-lines": () => import("./order-lines.js"),
  "match-pairs": () => import("./match-pairs.js"),
};

if (typeof customElements !== "undefined") {
  customElements.define(
    "quiz-flow",
    class extends HTMLElement {
      #asked = false; // the first sheet of a page leaves the focus where it is

      connectedCallback() {
        this.#equip();
        this.addEventListener("htmx:beforeRequest", this);
        this.addEventListener("htmx:beforeSwap", this);
        this.addEventListener("htmx:afterSettle", this);
        this.addEventListener("htmx:sendError", this);
        this.addEventListener("htmx:timeout", this);
        this.addEventListener("htmx:responseError", this);
        this.addEventListener("exercise-passed", this);
      }

      handleEvent(event) {
        const detail = event.detail;
        if (event.type === "htmx:beforeRequest") {
          this.#asked = true;
        } else if (event.type === "htmx:beforeSwap") {
          if (holdsQuiz(detail.serverResponse)) {
            detail.shouldSwap = true;
            detail.isError = false;
          }
        } else if (event.type === "htmx:afterSettle") {
          this.#equip();
          if (this.#asked) this.#focus();
        } else if (event.type === "exercise-passed") {
          this.#passed();
        } else {
          this.#say(troubleOf(event.type === "htmx:responseError" ? detail.xhr.status : 0));
        }
      }

      #equip() {
        for (const [name, load] of Object.entries(PARTS)) if (this.querySelector(name)) load();
      }

      /** The form of a program's question says that it passed, and nothing of the program. None is there once it is answered. */
      #passed() {
        const box = this.querySelector('[name="passed"]');
        if (!box) return;
        box.checked = true;
        box.form.requestSubmit();
      }

      #focus() {
        this.#asked = false;
        this.querySelector("[data-focus]")?.focus();
      }

      #say({ title, words, link }) {
        const note = document.createElement("div");
        note.className = "quiz-note quiz-note-warn";
        const heading = document.createElement("h2");
        heading.textContent = title;
        heading.tabIndex = -1;
        const text = document.createElement("p");
        text.textContent = words;
        if (link) {
          const again = document.createElement("a");
          again.href = location.pathname;
          again.textContent = link;
          text.append(again);
        }
        note.append(heading, text);
        this.querySelector('[id^="quiz-notice"]').replaceChildren(note);
        heading.focus();
      }
    },
  );
}
