// Elements and buttons of a workbench.

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

export function button(text, run, className = "button-quiet") {
  const made = element("button", { type: "button", className, textContent: text });
  made.addEventListener("click", run);
  return made;
}

/** A button that throws something away: the first press asks, the second, in the same place, does it. */
export function askingButton(text, { needless, ask, run }) {
  const made = button(text, (event) => {
    if (event.detail > 1) return; // the second half of a double click was not an answer
    const sure = needless() || made.textContent !== text;
    made.textContent = sure ? text : `Yes, ${text.toLowerCase()}`;
    if (sure) run();
    else ask();
  });
  made.addEventListener("blur", () => (made.textContent = text));
  return made;
}
