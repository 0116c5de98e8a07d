// Which step is shown, and what changed with it: no document here.

/** `step` kept between 1 and `count`. */
export function clamp(step, count) {
  return Math.min(Math.max(Math.round(step) || 1, 1), count);
}

/** The step that a key leads to from `step`; null for a key that the player does not know. */
export function stepForKey(key, step, count) {
  const to = { ArrowRight: step + 1, ArrowDown: step + 1, ArrowLeft: step - 1, ArrowUp: step - 1, Home: 1, End: count }[key];
  return to === undefined ? null : clamp(to, count);
}

/**
 * The values after `step` of each row of the tracker.
 * @param {{name: string, values: string[], kinds: (string|null)[]}[]} rows  a value and a kind for each step, from the first
 * @returns {{name: string, value: string, kind: string|null, changed: boolean}[]}
 */
export function stateAt(rows, step) {
  return rows.map(({ name, values, kinds }) => ({
    name,
    value: values[step - 1],
    kind: kinds[step - 1] ?? null,
    changed: values[step - 1] !== (step > 1 ? values[step - 2] : kinds[0] ? "idle" : "–"),
  }));
}

/** What a screen reader is told at a step. */
export function sentence(step, count, action, state) {
  const changes = state.filter((each) => each.changed).map((each) => `${each.name} is ${each.value}`);
  return [`Step ${step} of ${count}: ${action.trim()}`, ...changes].join("; ");
}
