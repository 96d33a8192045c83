// Where a filter changes which charts and controls there are, all of them are drawn anew; the keyboard stays on the control that was used.
(function () {
  let field = null;
  const remember = (event) => {
    if (!event.target.closest("[role=option]")) field = event.target.closest("[data-field]")?.dataset.field; // options float elsewhere
  };

  document.addEventListener("focusin", remember);
  document.addEventListener("pointerdown", remember);
  new MutationObserver(() => {
    if (!field || document.activeElement !== document.body) return;
    document.querySelector(`input[data-field="${field}"], [data-field="${field}"] input`)?.focus({ preventScroll: true });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
