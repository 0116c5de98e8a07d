const WAYS = { "[": "prev", "]": "next", ArrowLeft: "prev", ArrowRight: "next" };
const TYPING = "input, textarea, select, button, summary, [contenteditable], [role=slider], [role=radio]";
// Arrow keys belong to whatever scrolls or plays under the focus.
const MOVING = "step-player, lab-run, [tabindex]:not(main)";

/** "prev", "next" or null for a key event. Nothing while the reader types or plays. */
export function turn(event) {
  // Not `event.target`: of what is typed within a shadow root, as into <python-editor>, that is only the host.
  const [target] = event.composedPath();
  const way = WAYS[event.key];
  if (!way || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null;
  if (target?.closest?.(TYPING)) return null;
  if (event.key.startsWith("Arrow") && target?.closest?.(MOVING)) return null;
  return way;
}
