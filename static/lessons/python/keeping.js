// A learner's programs, in this browser only: what was typed never reaches the server.
const PREFIX = "firstbyte:python:";

/** Under which key an exercise, given by its `dataset`, is kept. */
export const keyOf = ({ lesson, program, check }) => `${lesson}/${program}/${check ?? "try"}`;

/** {text, passed} of an exercise, or null. */
export function kept(key, store = localStorage) {
  try {
    return JSON.parse(store.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

/** False where this browser keeps nothing: full, or forbidden. */
export function keep(key, value, store = localStorage) {
  try {
    if (value === null) store.removeItem(PREFIX + key);
    else store.setItem(PREFIX + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** What is said beside the button of an exercise that was begun on an earlier visit; "" of one that was not. */
export function keptWords(state) {
  if (!state) return "";
  return state.passed ? "Passed. Your program is kept here. " : "Your program is kept here. ";
}
