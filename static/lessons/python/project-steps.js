// Where an exercise stands among the steps of its project.

/** The exercises of the project that an exercise is a step of, in their order; of a program to try, itself. */
export function stepsOf(exercise) {
  const { check, program } = exercise.dataset;
  if (!check) return [exercise];
  return [...document.querySelectorAll("python-exercise[data-check]")].filter((it) => it.dataset.program === program);
}

/** The heading under which an exercise stands. */
export function headingOf(exercise) {
  const before = (it) => it.compareDocumentPosition(exercise) & Node.DOCUMENT_POSITION_FOLLOWING;
  return [...document.querySelectorAll("h2[id], h3[id]")].filter(before).pop();
}
