// What a word of the glossary means, beside the word, while it has the pointer or the focus. The text is the one at the
// page's end, to which the link leads without this script. WCAG 1.4.13: Escape closes it, the pointer may move onto it.

const STAY_MS = 200;

const note = document.createElement("div");
note.className = "term-note";
note.id = "term-note";
note.setAttribute("role", "tooltip");
note.hidden = true;

let open = null;
let leaving = 0;

function meaning(link) {
  return document.getElementById(link.hash.slice(1))?.querySelector("dd")?.textContent ?? "";
}

function show(link) {
  clearTimeout(leaving);
  const text = meaning(link);
  if (!text || open === link) return;
  hide();
  note.textContent = text;
  note.hidden = false;
  link.setAttribute("aria-describedby", note.id);
  open = link;
  place(link.getClientRects()[0]);
}

function place(box) {
  const room = document.documentElement.clientWidth - note.offsetWidth - 8;
  const below = box.bottom + note.offsetHeight + 12 < window.innerHeight;
  note.style.left = `${Math.max(8, Math.min(box.left, room)) + window.scrollX}px`;
  note.style.top = `${(below ? box.bottom + 6 : box.top - note.offsetHeight - 6) + window.scrollY}px`;
}

function hide() {
  open?.removeAttribute("aria-describedby");
  open = null;
  note.hidden = true;
}

function hideSoon() {
  clearTimeout(leaving);
  leaving = setTimeout(hide, STAY_MS);
}

document.body.append(note);
for (const link of document.querySelectorAll("a.to-glossary")) {
  link.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show(link));
  link.addEventListener("pointerleave", hideSoon);
  link.addEventListener("focus", () => show(link));
  link.addEventListener("blur", hide);
}
note.addEventListener("pointerenter", () => clearTimeout(leaving));
note.addEventListener("pointerleave", hideSoon);
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
