// The state of each card, for screenshots and tests: "pending" becomes "drawn" once its chart or grid stands on the page.
// A chart's marks are tied to the evidence here, since this is where a chart is first seen.
(function () {
  const isDrawn = (card) => {
    const charts = [...card.querySelectorAll(".dash-graph")];
    const grids = [...card.querySelectorAll(".dash-ag-grid, .ag-root-wrapper")];
    const plotted = (chart) => chart.querySelector(".js-plotly-plot .main-svg") && !chart.querySelector(".dash-graph--pending");
    const filled = (grid) => grid.querySelector(".ag-row, .ag-overlay-no-rows-center");
    return charts.length + grids.length > 0 && charts.every(plotted) && grids.every(filled);
  };

  const listen = (plot) => {
    if (plot.zhibiaoListens || !plot.on) return;
    plot.zhibiaoListens = true;
    plot.on("plotly_click", window.zhibiao.pickMark);
  };

  const look = () => {
    document.querySelectorAll(".js-plotly-plot").forEach(listen);
    document.querySelectorAll('.card[data-state="pending"]').forEach((card) => {
      if (isDrawn(card)) card.dataset.state = "drawn";
    });
  };

  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => ((waiting = false), look()));
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "data-state"] });
})();
