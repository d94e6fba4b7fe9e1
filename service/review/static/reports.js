// Draws each plot from the data that the page carries.
for (const place of document.querySelectorAll("[data-plot]")) {
  const { data, layout } = JSON.parse(document.querySelector(`script[data-for="${place.id}"]`).textContent);
  const family = getComputedStyle(document.body).fontFamily;
  Plotly.newPlot(place, data, { ...layout, font: { ...layout.font, family } }, {
    displaylogo: false,
    displayModeBar: false,
    responsive: true,
  });
}
