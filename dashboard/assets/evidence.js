// From any mark or row to its sentence: a click or Enter puts the observation's id into the store "picked",
// with the time, so that picking the same mark twice opens the drawer twice.
(function () {
  const pick = (id) => id && window.dash_clientside.set_props("picked", { data: { id: id, at: Date.now() } });

  const idAt = (target) => {
    const holder = target.closest("[data-observation], .ag-center-cols-container .ag-row");
    return holder && (holder.dataset.observation || holder.getAttribute("row-id"));
  };

  document.addEventListener("click", (event) => {
    if (!window.getSelection().toString()) pick(idAt(event.target)); // selecting text is not a click
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.closest(".ag-cell")) pick(idAt(event.target));
  });

  window.zhibiao = { ...window.zhibiao, pickMark: (event) => pick(event.points.find((point) => point.customdata)?.customdata[0]) };
})();
