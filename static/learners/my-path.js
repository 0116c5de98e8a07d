// What becomes of the mark "read" when htmx gets no good answer. Without this module the form works as a form.

document.addEventListener("htmx:responseError", ({ target }) => {
  // The site's own page says what happened: sent plainly, the form leads there.
  if (target.matches(".mine-mark")) target.submit();
});

document.addEventListener("htmx:sendError", ({ target }) => {
  if (!target.matches(".mine-mark")) return;
  const said = target.parentElement.querySelector(".mine-said");
  said.textContent = "Not saved: the site cannot be reached. Press again when it can.";
});
